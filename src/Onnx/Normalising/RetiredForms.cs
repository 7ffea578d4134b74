using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Normalising;

/// <summary>Experimental operators of the first opsets, which converters from CoreML wrote and runtimes still know.</summary>
internal static class RetiredForms
{
    /// <summary>The family's operators.</summary>
    public static Dictionary<string, Action<NodeCall>> Table { get; } = new()
    {
        ["Affine"] = Affine,
        ["Crop"] = Crop,
        ["ImageScaler"] = ImageScaler,
        ["ScaledTanh"] = ScaledTanh,
    };

    private static void Affine(NodeCall call)
    {
        string scaled = call.Emit("Mul", Settings.None, call.Input(0), call.Define(call.Attributes.Real("alpha", 1)));
        call.Result("Add", Settings.None, scaled, call.Define(call.Attributes.Real("beta")));
    }

    private static void ImageScaler(NodeCall call)
    {
        string scaled = call.Emit("Mul", Settings.None, call.Input(0), call.Define(call.Attributes.Real("scale", 1)));
        float[] bias = [.. (call.Attributes.Reals("bias") ?? []).Select(value => (float)value)];
        call.Result("Add", Settings.None, scaled, call.Define(new OnnxTensor([bias.Length, 1, 1], bias)));
    }

    private static void ScaledTanh(NodeCall call)
    {
        string scaled = call.Emit("Mul", Settings.None, call.Input(0), call.Define(call.Attributes.Real("beta", 1)));
        string tanh = call.Emit("Tanh", Settings.None, scaled);
        call.Result("Mul", Settings.None, tanh, call.Define(call.Attributes.Real("alpha", 1)));
    }

    // The border is left, top, right, bottom; a scale gives height and width instead of what right and bottom leave.
    private static void Crop(NodeCall call)
    {
        IReadOnlyList<int> shape = call.Shape(0);
        int[] border = call.Attributes.Ints("border") ?? [];
        if (shape.Count != 4 || border.Length != 4)
        {
            throw RefusalException.Shapes("a border of four numbers around maps with two axes is expected");
        }

        int[] kept = call.Attributes.Ints("scale") ?? [shape[2] - border[1] - border[3], shape[3] - border[0] - border[2]];
        SelectionForms.EmitSlice(
            call, call.Input(0), [0, 0, border[1], border[0]], [shape[0], shape[1], kept[0], kept[1]], [1, 1, 1, 1], call.Output());
    }
}
