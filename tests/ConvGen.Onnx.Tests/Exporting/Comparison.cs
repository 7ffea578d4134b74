using ConvGen.Onnx.Tests.Running;

namespace ConvGen.Onnx.Tests.Exporting;

/// <summary>A network, and what ONNX Runtime makes of its export.</summary>
internal static class Comparison
{
    private const double Tolerance = 1e-5;

    /// <summary>Runs both with some examples; results differ by at most 1e-5 of the largest.</summary>
    public static void AssertEqual(INetwork network, byte[] model, int examples = 3)
    {
        bool takesBytes = network.GetType().GetMethods().Any(
            method => method.Name == "Forward" && method.GetParameters()[0].ParameterType == typeof(ReadOnlySpan<byte>));
        float[][] inputs =
        [
            .. network.Info.Inputs.Select((input, i) => takesBytes
                ? RandomNumbers.Bytes(examples * input.Length, i)
                : RandomNumbers.Around(examples * input.Length, i)),
        ];
        float[] expected = new float[examples * network.OutputLength];
        network.Forward([.. inputs.SelectMany(input => input)], expected);
        using OnnxRuntimeModel runtime = new(model);
        float[] actual = [.. runtime.Run(inputs, examples).SelectMany(output => output)];
        Assert.Equal(expected.Length, actual.Length);
        double largest = expected.Max(value => Math.Abs((double)value));
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs((double)expected[i] - actual[i]) <= Tolerance * largest || expected[i].Equals(actual[i]),
                $"Number {i} is {expected[i]} here and {actual[i]} in ONNX Runtime; the largest is {largest}.");
        }
    }
}
