namespace ConvGen.Conformance.Declarations;

/// <summary>
/// ONNX operators that only rename axes. Over the input they decide how it is declared; after a layer they are nothing, as long as no
/// operator behind them depends on the axes.
/// </summary>
internal static class OnnxShapeOperators
{
    public static Value Unsqueeze(OperatorCall call)
    {
        Value source = call.Data(0);
        int[] axes = Axes(call) ?? [];
        int rank = source.Rank + axes.Length;
        HashSet<int> added = [.. axes.Select(axis => CommonLayers.Axis(axis, rank))];
        if (source.View is not { } view)
            return Relabelled(call, source, rank, added);

        Queue<int> sizes = new(view.Shape);
        return Value.Of(view.WithShape([.. Enumerable.Range(0, rank).Select(axis => added.Contains(axis) ? 1 : sizes.Dequeue())]));
    }

    public static Value Squeeze(OperatorCall call)
    {
        Value source = call.Data(0);
        HashSet<int>? removed = Axes(call) is { } axes ? [.. axes.Select(axis => CommonLayers.Axis(axis, source.Rank))] : null;
        if (source.View is { } view)
        {
            bool Removed(int axis) => removed is null ? view.Shape[axis] == 1 : removed.Contains(axis);
            return Value.Of(view.WithShape([.. Enumerable.Range(0, source.Rank).Where(axis => !Removed(axis)).Select(axis => view.Shape[axis])]));
        }

        return removed is null ? throw call.Unsupported("without axes") : Relabelled(call, source, source.Rank - removed.Count, removed);
    }

    public static Value Reshape(OperatorCall call)
    {
        Value source = call.Data(0);
        long[] shape = call.OptionalConstant(1)?.Integers ?? [.. (call.Attributes.Ints("shape") ?? []).Select(size => (long)size)];
        bool allowZero = call.Attributes.Flag("allowzero");
        if (source.View is { } view)
        {
            int[] sizes = Resolve(view.Shape, shape, allowZero);
            return sizes.Length == 2 && sizes[0] == view.Examples
                ? call.Layer(new LayerText("Flatten"), source, rank: 2)
                : Value.Of(view.WithShape(sizes));
        }

        bool flat = shape.Length == 2 && ((shape[0] == 0 && !allowZero) || shape[0] == call.Network.Examples);
        return flat ? call.Layer(new LayerText("Flatten"), source, rank: 2) : throw call.Unsupported($"to [{string.Join(", ", shape)}]");
    }

    private static int[]? Axes(OperatorCall call) =>
        call.HasInput(1) ? [.. call.Constant(1).Integers.Select(axis => (int)axis)] : call.Attributes.Ints("axes");

    private static Value Relabelled(OperatorCall call, Value source, int rank, HashSet<int> axes) =>
        axes.Contains(0) ? throw call.Unsupported("of the axis of examples") : source with { Rank = rank, Relabelled = true };

    private static int[] Resolve(int[] from, long[] to, bool allowZero)
    {
        int[] sizes = [.. to.Select((size, axis) => size == 0 && !allowZero ? from[axis] : (int)size)];
        int open = Array.IndexOf(sizes, -1);
        if (open >= 0)
        {
            sizes[open] = 1;
            sizes[open] = InputView.Product(from) / InputView.Product(sizes);
        }

        return sizes;
    }
}
