using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Normalising;

/// <summary>Padding. Until opset 10 the numbers were attributes, at first under another name.</summary>
internal static class PaddingForms
{
    /// <summary>The family's operators.</summary>
    public static Dictionary<string, Action<NodeCall>> Table { get; } = new() { ["Pad"] = Pad };

    private static void Pad(NodeCall call)
    {
        int rank = call.Rank(0);
        int[] pads = (call.Has(1) ? call.Constant(1, "padding").Sizes() : call.Attributes.Ints("pads") ?? call.Attributes.Ints("paddings"))
            ?? throw RefusalException.Shapes("it has no pads");
        double value = call.Optional(2, "value")?.Single() ?? call.Attributes.Real("value");
        int[] axes = call.Optional(3, "axes") is { } chosen
            ? [.. chosen.Sizes().Select(axis => Extents.Axis(axis, rank))]
            : [.. Enumerable.Range(0, rank)];
        if (pads.Length != 2 * axes.Length)
        {
            throw RefusalException.Shapes($"{pads.Length} pads for {axes.Length} axes");
        }

        int[] begin = new int[rank];
        int[] end = new int[rank];
        for (int i = 0; i < axes.Length; i++)
        {
            (begin[axes[i]], end[axes[i]]) = (pads[i], pads[i + axes.Length]);
        }

        if (pads.All(pad => pad == 0))
        {
            call.ResultIs(call.Input(0));
            return;
        }

        call.Result(
            "Pad",
            new Settings().With("begin", begin).With("end", end)
                .WithText("mode", call.Attributes.Text("mode", "constant")).WithReal("value", value),
            call.Input(0));
    }
}
