using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Planning;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>The tensors of a batch normalisation whose running statistics are folded into the layer before it.</summary>
internal sealed record BatchNormTensors(string Scale, string Shift, string Mean, string Variance, double Epsilon);
