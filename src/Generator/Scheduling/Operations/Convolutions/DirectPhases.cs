using ConvGen.Generator.Geometry;
using ConvGen.Generator.Kernels.Convolution;
using ConvGen.Generator.Plans;
using ConvGen.Generator.Tiling;

namespace ConvGen.Generator.Scheduling.Operations.Convolutions;

/// <summary>Phases by their definition, over blocks of channels.</summary>
internal static class DirectPhases
{
    /// <summary>A phase whose weights are the same at every position.</summary>
    public static PhaseKernel Shared(PhaseRequest request) =>
        new(Kernel(request, request.FlattenedWindow), request.Pack(new BlockedForm()), request.Map.Length);

    /// <summary>A phase with weights of their own for every position.</summary>
    public static PhaseKernel Local(PhaseRequest request)
    {
        var kernel = new LocalConvolutionKernel(
            request.Label("Local"),
            request.Channels,
            request.Window,
            request.Input,
            request.Output,
            request.Residual,
            request.Operation.HasBias,
            request.Operation.Activation);
        return new(kernel, request.Pack(new BlockedForm()), request.Map.Length);
    }

    /// <summary>The kernel over a window.</summary>
    /// <param name="request">The phase.</param>
    /// <param name="window">The window as the kernel sees it.</param>
    public static ConvolutionKernel Kernel(PhaseRequest request, WindowGeometry window) => new(
        request.Label(string.Empty),
        request.Channels,
        window,
        request.Input,
        request.Output,
        request.Residual,
        request.Operation.HasBias,
        request.Operation.Activation,
        WorkOrders.Choose(request.Channels, request.Map.Window),
        Pool: request.Operation.Pool?.Kind);
}
