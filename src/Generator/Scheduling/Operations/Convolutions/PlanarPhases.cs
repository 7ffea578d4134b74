using ConvGen.Generator.Kernels.Planar;
using ConvGen.Generator.Plans;

namespace ConvGen.Generator.Scheduling.Operations.Convolutions;

/// <summary>Phases whose results are stored channel by channel.</summary>
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

    /// <summary>A phase of one tap that reads blocks of channels: a dot product for every pixel.</summary>
    public static PhaseKernel DotProducts(PhaseRequest request)
    {
        (int inputs, int outputs) = (request.Channels.Inputs, request.Channels.Outputs);
        var kernel = new ChannelDotKernel(
            request.Label("Planar"),
            inputs,
            outputs,
            request.FlattenedWindow,
            request.Input,
            request.Output,
            request.Operation.HasBias,
            request.Operation.Activation);
        return new(kernel, request.Pack(new RowsForm()), outputs * inputs);
    }
}
