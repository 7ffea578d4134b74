using ConvGen.Generator.Geometry;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Convolutions;

/// <summary>
/// Brings the padding of a window layer's input into a map of its own, where that is more than zeros: kernels read no padding but a halo.
/// </summary>
internal sealed class MapPadding
{
    private readonly Node _node;
    private readonly AxisMaps _maps;
    private readonly Extent _size;

    private MapPadding(Node node, PadMode mode)
    {
        _node = node;
        EquatableArray<WindowAxis> padding =
            node.Axes.Select(axis => axis with { Output = axis.Input + axis.PadBegin + axis.PadEnd }).ToEquatableArray();
        _maps = AxisMaps.Pad(padding, mode);
        Axes = padding.Zip(node.Axes, (padded, axis) => axis with { Input = padded.Output, PadBegin = 0, PadEnd = 0 }).ToEquatableArray();
        WindowGeometry extents = WindowGeometry.From(padding, axis => AxisWindow.Unit with { Count = axis.Output });
        _size = new Extent(extents.Depth.Count, extents.Height.Count, extents.Width.Count);
    }

    /// <summary>The window over the padded map.</summary>
    public EquatableArray<WindowAxis> Axes { get; }

    /// <summary>The padding of a layer; null where it has none, or zeros.</summary>
    public static MapPadding? Of(Node node, PadMode mode) =>
        mode == PadMode.Constant || node.Axes.All(axis => axis is { PadBegin: 0, PadEnd: 0 }) ? null : new(node, mode);

    /// <summary>Adds the operation that pads, and returns the padded map.</summary>
    public Value Pad(Value input, ProgramBuilder builder)
    {
        Value padded = Like(input, "padded");
        builder.Operations.Add(new ResamplingOperation(_node.Name, _maps, input, padded, accumulates: false) { IsPreparation = true });
        return padded;
    }

    /// <summary>Adds the operations of the gradient: one that yields the padded map's, then what that contributes to the input's.</summary>
    public void Contribute(Value input, TrainingBuilder builder, Func<Value, Operation> create)
    {
        if (!builder.NeedsGradient(input))
        {
            return;
        }

        Value padded = Like(input, "gradient, padded");
        builder.Operations.Add(create(padded));
        builder.Contribute(input, (to, adds) => new ResamplingOperation(_node.Name, _maps.Adjoint(), padded, to, adds));
    }

    private Value Like(Value input, string what) => new($"{_node.Name} {what}", input.Channels, _size);
}
