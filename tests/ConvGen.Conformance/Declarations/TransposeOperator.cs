namespace ConvGen.Conformance.Declarations;

/// <summary>ONNX's Transpose. Over an input the axis of examples may move too: then all axes belong to one example.</summary>
internal static class TransposeOperator
{
    // Channels and three spatial axes.
    private const int MaxAxes = 4;

    public static Value Declare(OperatorCall call)
    {
        Value source = call.Data(0);
        int[] order = call.Attributes.Ints("perm") ?? [.. Enumerable.Range(0, source.Rank).Reverse()];
        int kept = order[0] == 0 ? 1 : 0;
        if (order.Length - kept is < 1 or > MaxAxes)
            throw call.Unsupported($"of {order.Length} axes");
        if (source.View is { } view)
            source = Value.Of(view.WithShape([kept == 1 ? view.Shape[0] : 1, .. view.Shape[kept..]]));
        else if (kept == 0 || source.Relabelled)
            throw call.Unsupported("of the axis of examples of a computed value");
        LayerText layer = new("Permute");
        foreach (int axis in order.Skip(kept))
            layer.Argument(LayerText.Number(axis - kept));
        return call.Layer(layer, source) with { Rank = order.Length, Relabelled = kept == 0 };
    }
}
