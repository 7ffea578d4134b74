using ConvGen.Generator.Kernels;
using ConvGen.Generator.Plans;

namespace ConvGen.Generator.Scheduling.Operations.Convolutions;

/// <summary>A kernel that does a phase of a convolution, and what it needs.</summary>
/// <param name="Kernel">The kernel.</param>
/// <param name="Weights">Its weights.</param>
/// <param name="WeightLength">Floats of them.</param>
/// <param name="WorkspaceLength">Floats that each thread needs for it.</param>
internal sealed record PhaseKernel(EmittedKernel Kernel, PackRecipe Weights, int WeightLength, int WorkspaceLength = 0);
