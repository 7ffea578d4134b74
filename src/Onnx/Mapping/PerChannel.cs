using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Mapping;

/// <summary>Constants that have one number for each channel of a layer's value.</summary>
internal static class PerChannel
{
    /// <summary>The numbers, one for each channel of the view's source. They do not differ along its spatial axes. The
    /// constant's own array, where it is that.</summary>
    public static float[] Of(AxisView view, OnnxTensor constant)
    {
        int channels = view.Source.Shape.Channels;
        int positions = (int)view.Source.Shape.Positions;
        int ahead = view.Rank - constant.Shape.Count;
        int[] varying = [.. Enumerable.Range(0, constant.Shape.Count).Where(axis => constant.Shape[axis] > 1)];
        if (ahead >= 0 && varying is [int only] && constant.Length == channels && view.Axes[only + ahead] is [var atom]
            && atom.Stride == positions)
        {
            return constant.Floats;
        }

        float[] laid = view.Lay(constant);
        float[] numbers = new float[channels];
        for (int channel = 0; channel < numbers.Length; channel++)
        {
            numbers[channel] = laid[channel * positions];
        }

        return numbers;
    }
}
