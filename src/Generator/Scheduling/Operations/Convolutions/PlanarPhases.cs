using ConvGen.Generator.Kernels.Planar;
using ConvGen.Generator.Plans;

namespace ConvGen.Generator.Scheduling.Operations.Convolutions;

/// <summary>Phases from planar maps to planar maps.</summary>
internal static class PlanarPhases
{
    /// <summary>A phase that reads planar maps, with vectors along the rows.</summary>
    public static PhaseKernel Rows(PhaseRequest request)
    {
        var kernel = new PlanarConvolutionKernel(
            request.Label("Planar"),
            request.Channels.Inputs,
            request.Channels.Outputs,
            request.Window,
            request.Input,
            request.Output,
            request.Operation.HasBias,
            request.Operation.Activation,
            request.Operation.Pool?.Kind);
        return new(kernel, request.Pack(new PlanarForm()), request.Channels.Outputs * request.Channels.Inputs * request.Window.Taps);
    }
}
