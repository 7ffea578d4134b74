namespace ConvGen.Benchmarks.Tests;

/// <summary>
/// The values before a final activation that hides differences, from those behind it: softmax and sigmoid make almost the same of numbers
/// that differ.
/// </summary>
internal static class FinalValues
{
    /// <summary>What went into a final softmax or sigmoid, a softmax's less their mean, which it does not depend on; else the values.</summary>
    public static double[] Of(INetwork network, double[] result) => DeclarationReader.Read(network)[^1].Attribute switch
    {
        SoftmaxAttribute => Centred(Array.ConvertAll(result, Math.Log)),
        SigmoidAttribute => Array.ConvertAll(result, value => Math.Log(value) - Math.Log(1 - value)),
        _ => result,
    };

    private static double[] Centred(double[] values)
    {
        double mean = values.Average();
        return Array.ConvertAll(values, value => value - mean);
    }
}
