using ConvGen.Conformance.Cases;

namespace ConvGen.Conformance.Declarations;

/// <summary>Operators that take or move channels, in both vocabularies.</summary>
internal static class ChannelOperators
{
    /// <summary>
    /// Over inputs along any axis: those before it count as examples, and what follows it belongs to its channels.
    /// </summary>
    public static Value Concat(OperatorCall call, int axis)
    {
        Value[] sources = [.. Enumerable.Range(0, call.InputCount).Select(call.Data)];
        int rank = sources[0].Rank;
        axis = CommonLayers.Axis(axis, rank);
        if (axis == 1)
            return call.Network.Join(new LayerText("Concat"), call.Name, sources);
        if (sources.Any(source => source.View is null))
            throw call.Unsupported($"over axis {axis}");
        Value[] flat = [.. sources.Select(source => source.View!).Select(view => Value.Of(view.WithShape(
            InputView.Product(view.Shape.AsSpan(0, axis)), InputView.Product(view.Shape.AsSpan(axis)))))];
        return call.Network.Join(new LayerText("Concat"), call.Name, flat) with { Rank = rank, Relabelled = true };
    }

    /// <summary>One slice for each output.</summary>
    public static Value Split(OperatorCall call)
    {
        Value source = call.Data(0);
        int rank = source.Rank, axis = CommonLayers.Axis(call.Attributes.Int("axis"), rank);
        if (source.View is not { } view || source.Relabelled)
            throw call.Unsupported("of a computed value");
        int inner = InputView.Product(view.Shape.AsSpan(axis + 1));
        int length = view.Shape[axis];
        int[] sizes = call.OptionalConstant(1) is { } given
            ? [.. given.Integers.Select(size => (int)size)]
            : call.Attributes.Ints("split") ?? Parts(length, call.OutputCount);
        bool relabelled = axis != 1;
        if (relabelled)
            source = Value.Of(view.WithShape(InputView.Product(view.Shape.AsSpan(0, axis)), length * inner));

        int each = relabelled ? inner : 1, start = 0;
        Value? first = null;
        for (int i = 0; i < sizes.Length; i++)
        {
            LayerText layer = new LayerText("Slice").Argument(LayerText.Number(start * each)).Argument(LayerText.Number(sizes[i] * each));
            Value part = call.Named($"{call.Name}.{i}").Layer(layer, source) with { Rank = rank, Relabelled = relabelled };
            if (i > 0)
                call.Define(i, part);
            first ??= part;
            start += sizes[i];
        }

        return first!;
    }

    /// <summary>x·σ(gate), where x is the first half of the channels and gate the second.</summary>
    public static Value Glu(OperatorCall call)
    {
        Value source = call.Map(0);
        if (CommonLayers.Axis(call.Attributes.Int("dim"), source.Rank) != 1)
            throw call.Unsupported("over another axis than channels");
        Value Half(int part) => call.Named($"{call.Name}.{part}").Layer(
            new LayerText("Split").Argument("2").Argument(LayerText.Number(part)), source);
        Value kept = Half(0);
        Value gate = call.Named($"{call.Name}.gate").Layer(new LayerText("Sigmoid"), Half(1));
        return call.Network.Join(new LayerText("Multiply"), call.Name, [kept, gate]);
    }

    public static Value DepthToSpace(OperatorCall call)
    {
        bool isChannelMajor = call.Attributes.Text("mode", "DCR") == "CRD";
        return call.Layer(Blocks("PixelShuffle", call.Attributes.Int("blocksize"), isChannelMajor), call.Map(0));
    }

    public static Value SpaceToDepth(OperatorCall call) =>
        call.Layer(Blocks("PixelUnshuffle", call.Attributes.Int("blocksize"), isChannelMajor: false), call.Map(0));

    public static Value PixelShuffle(OperatorCall call) => call.Layer(Blocks("PixelShuffle", call.Attributes.Int("factor"), true), call.Map(0));

    /// <summary>The first positions along each axis.</summary>
    public static Value Crop(OperatorCall call) => call.Layer(
        new LayerText("Crop").Argument(string.Join(", ", call.Attributes.Ints("size")!.Select(LayerText.Number))), call.Map(0));

    private static LayerText Blocks(string kind, int r, bool isChannelMajor)
    {
        LayerText layer = new LayerText(kind).Argument(LayerText.Number(r));
        return isChannelMajor ? layer : layer.Property("Order", "PixelOrder.PositionMajor");
    }

    // Equal parts; the last is shorter where they do not fit.
    private static int[] Parts(int length, int count)
    {
        int size = (length + count - 1) / count;
        return [.. Enumerable.Range(0, count).Select(i => Math.Min(size, length - (i * size)))];
    }
}
