namespace ConvGen.Conformance.Declarations;

/// <summary>ONNX's Transpose of an input as a chain of channel shuffles, each of which moves one axis to the front.</summary>
internal static class TransposeOperator
{
    // Channels and three spatial axes.
    private const int MaxAxes = 4;

    public static Value Declare(OperatorCall call)
    {
        if (call.Data(0).View is not { } view)
            throw call.Unsupported("of a computed value");
        int[] order = call.Attributes.Ints("perm") ?? [.. Enumerable.Range(0, view.Shape.Length).Reverse()];
        int kept = order[0] == 0 ? 1 : 0;
        int[] sizes = [.. order.Select(axis => view.Shape[axis])];
        List<int> axes = [.. Enumerable.Range(kept, order.Length - kept)];
        int examples = kept == 1 ? view.Shape[0] : 1;
        Value value = Value.Of(view.WithShape([examples, InputView.Product(view.Shape.AsSpan(kept))]));
        int step = 0;
        foreach (int axis in order.Skip(kept).Reverse())
        {
            int[] before = [.. axes.TakeWhile(each => each != axis).Select(each => view.Shape[each])];
            int groups = InputView.Product(before), positions = InputView.Product([.. axes.Skip(before.Length + 1).Select(each => view.Shape[each])]);
            axes.Remove(axis);
            axes.Insert(0, axis);
            if (groups == 1)
                continue;
            value = Layer(Reshape(groups * view.Shape[axis], positions), value);
            value = Layer(new LayerText("ChannelShuffle").Argument(LayerText.Number(groups)), value);
        }

        bool fits = kept == 1 && sizes.Length - 1 is >= 1 and <= MaxAxes;
        return Layer(fits ? Reshape(sizes[1..]) : new LayerText("Flatten"), value) with { Rank = sizes.Length, Relabelled = !fits };

        Value Layer(LayerText layer, Value source) => call.Named($"{call.Name}.{++step}").Layer(layer, source);
    }

    private static LayerText Reshape(params int[] shape) => new LayerText("Reshape").Argument(string.Join(", ", shape.Select(LayerText.Number)));
}
