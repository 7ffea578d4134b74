namespace ConvGen.Generator.Program;

/// <summary>The tensors of a batch normalisation whose running statistics are folded into the layer before it.</summary>
internal sealed record BatchNormTensors(string Scale, string Shift, string Mean, string Variance, double Epsilon);
