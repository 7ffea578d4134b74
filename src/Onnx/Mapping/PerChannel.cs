using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Mapping;

/// <summary>Constants that have one number for each channel of a layer's value.</summary>
internal static class PerChannel
{
    /// <summary>The numbers, one for each channel of the view's source. They do not differ along its spatial axes.</summary>
    public static float[] Of(AxisView view, OnnxTensor constant)
    {
        float[] laid = view.Lay(constant);
        int positions = (int)view.Source.Shape.Positions;
        float[] numbers = new float[view.Source.Shape.Channels];
        for (int channel = 0; channel < numbers.Length; channel++)
        {
            numbers[channel] = laid[channel * positions];
        }

        return numbers;
    }
}
