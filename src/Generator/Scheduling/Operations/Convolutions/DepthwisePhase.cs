using ConvGen.Generator.Geometry;
using ConvGen.Generator.Kernels.Depthwise;
using ConvGen.Generator.Plans;

namespace ConvGen.Generator.Scheduling.Operations.Convolutions;

/// <summary>A phase in which every output reads one input channel.</summary>
internal static class DepthwisePhase
{
    /// <summary>The kernel and its weights.</summary>
    public static PhaseKernel Of(PhaseRequest request) => new(
        Kernel(request),
        request.Pack(new DepthwiseForm()),
        request.Channels.OutputBlocks * request.Map.Window.Taps * ValueLayout.BlockSize);

    /// <summary>The kernel.</summary>
    public static DepthwiseKernel Kernel(PhaseRequest request) => new(
        request.Label("Depthwise"),
        request.Channels.OutputBlocks,
        request.Window,
        request.Input,
        request.Output,
        request.Residual,
        request.Operation.HasBias,
        request.Operation.Activation,
        request.Channels.OutputsPerGroup);
}
