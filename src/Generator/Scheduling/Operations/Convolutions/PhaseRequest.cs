using ConvGen.Generator.Geometry;
using ConvGen.Generator.Plans;
using ConvGen.Generator.Program;
using static ConvGen.Generator.Writing.Text;

namespace ConvGen.Generator.Scheduling.Operations.Convolutions;

/// <summary>A phase of a convolution that a kernel is wanted for.</summary>
/// <param name="Operation">The convolution.</param>
/// <param name="Map">The phase: its window, and which weight goes where.</param>
/// <param name="Weights">The weights.</param>
/// <param name="Scale">Factors of the weights by output channel; null for none.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="Output">Strides of the output.</param>
/// <param name="Residual">Strides of the map that is added; null for none.</param>
internal sealed record PhaseRequest(
    ConvolutionOperation Operation, WeightMap Map, PackSource Weights, PackedPlace? Scale, Strides Input, Strides Output, Strides? Residual)
{
    /// <summary>The channels of the convolution.</summary>
    public ChannelGroups Channels => Operation.Channels;

    /// <summary>
    /// The window from its first positions, to which kernels get references: phases that differ in nothing else share a kernel.
    /// </summary>
    public WindowGeometry Window => Map.Window.FromItsStart;

    /// <summary>The same; a 1×1 convolution of stride 1 over maps without gaps sees one long row.</summary>
    public WindowGeometry FlattenedWindow
    {
        get
        {
            Extent size = Operation.Output.Size;
            if (!Operation.IsPointwise || !Input.IsDense(size) || !Output.IsDense(size) || !(Residual?.IsDense(size) ?? true))
            {
                return Window;
            }

            var row = new AxisWindow(size.Positions, 0, 1, 0, 1, 1, 1);
            return new WindowGeometry(AxisWindow.Unit, AxisWindow.Unit, row);
        }
    }

    /// <summary>The weights in the form that a kernel reads.</summary>
    public PackWeights Pack(WeightForm form) => new(form, Weights, Scale, Map.Order);

    /// <summary>What the method of a kernel is called: the kind of kernel, the layer, taps and channels.</summary>
    /// <param name="kind">The kind; empty for the direct one.</param>
    public string Label(string kind)
    {
        WindowGeometry window = Map.Window;
        string depth = window.Depth.Taps > 1 ? $"{Of(window.Depth.Taps)}x" : string.Empty;
        string taps = $"{depth}{Of(window.Height.Taps)}x{Of(window.Width.Taps)}";
        return $"{kind}{Operation.Label}{taps}From{Of(Channels.Inputs)}To{Of(Channels.Outputs)}";
    }
}
