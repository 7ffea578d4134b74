using ConvGen.Conformance.Cases;

namespace ConvGen.Conformance.Declarations;

/// <summary>Padding of both vocabularies.</summary>
internal static class PadOperators
{
    private const int MaxAxes = 3;

    public static Value Onnx(OperatorCall call)
    {
        // Until opset 10 the numbers were attributes, until opset 1 under another name.
        Value source = call.Data(0);
        int[] pads = call.HasInput(1)
            ? [.. call.Constant(1).Integers.Select(pad => (int)pad)]
            : call.Attributes.Ints("pads") ?? call.Attributes.Ints("paddings") ?? throw call.Unsupported("without pads");
        double value = call.OptionalConstant(2) is { } given ? given.Floats[0] : call.Attributes.Real("value");
        int[] axes = call.OptionalConstant(3) is { } chosen
            ? [.. chosen.Integers.Select(axis => CommonLayers.Axis((int)axis, source.Rank))]
            : [.. Enumerable.Range(0, source.Rank)];
        int[] begin = new int[source.Rank], end = new int[source.Rank];
        for (int i = 0; i < axes.Length; i++)
            (begin[axes[i]], end[axes[i]]) = (pads[i], pads[i + axes.Length]);
        return Declare(call, source, begin, end, call.Attributes.Text("mode", "constant"), value);
    }

    public static Value Gradients(OperatorCall call)
    {
        int[][] pads = call.Attributes.IntLists("pads")!;
        int[] begin = [0, 0, .. pads.Select(pad => pad[0])], end = [0, 0, .. pads.Select(pad => pad[1])];
        return Declare(call, call.Data(0), begin, end, call.Attributes.Text("mode", "constant"), call.Attributes.Real("value"));
    }

    private static Value Declare(OperatorCall call, Value source, int[] begin, int[] end, string mode, double value)
    {
        // Axes before the first that is padded count as examples.
        int first = Enumerable.Range(0, source.Rank).TakeWhile(axis => begin[axis] == 0 && end[axis] == 0).Count();
        bool relabelled = first < 2 && first < source.Rank;
        if (source.Relabelled)
            throw call.Unsupported("after a change of shape");
        if (!relabelled)
            first = 2;
        else if (source.View is { } view && source.Rank - first <= MaxAxes)
            source = Value.Of(view.WithShape([InputView.Product(view.Shape.AsSpan(0, first)), 1, .. view.Shape[first..]]));
        else
            throw call.Unsupported("of examples or channels");

        LayerText layer = new LayerText("Pad").Property("PadBegin", LayerText.Numbers(begin[first..])).Property("PadEnd", LayerText.Numbers(end[first..]));
        string kept = mode switch
        {
            "constant" => "Constant",
            "reflect" => "Reflect",
            "edge" or "replicate" => "Replicate",
            "wrap" or "circular" => "Circular",
            _ => throw call.Unsupported($"by mode {mode}"),
        };
        layer.Property("Mode", $"PadMode.{kept}");
        if (value != 0)
            layer.Property("Value", LayerText.Number(value));
        Value padded = call.Layer(layer, source);
        return relabelled ? padded with { Rank = begin.Length, Relabelled = true } : padded;
    }
}
