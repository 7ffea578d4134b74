namespace ConvGen.Numerics.Tests.Execution;

/// <summary>The networks that every way of running is tried with, together: every algorithm, sums, statistics, dropout.</summary>
internal static class Networks
{
    private static readonly Dictionary<string, Func<NetworkOptions, ITrainableNetwork>> Factories = new()
    {
        [nameof(Digits)] = options => new Digits(options),
        [nameof(Residual)] = options => new Residual(options),
        [nameof(Branches)] = options => new Branches(options),
        [nameof(Line)] = options => new Line(options),
        [nameof(Pixels)] = options => new Pixels(options),
        [nameof(Normalised)] = options => new Normalised(options),
        [nameof(Large)] = options => new Large(options),
        [nameof(Pooled)] = options => new Pooled(options),
    };

    /// <summary>Their names, for a theory.</summary>
    public static TheoryData<string> Names => [.. Factories.Keys];

    public static ITrainableNetwork Create(string name, NetworkOptions options) => Factories[name](options);

    /// <summary>Examples for a network, the same for the same seed.</summary>
    public static float[] Examples(INetwork network, int count, int seed = 5) => Numbers(count * network.InputLength, seed);

    /// <summary>Numbers as long as the results of examples, such as targets or gradients.</summary>
    public static float[] Targets(INetwork network, int count, int seed = 6) => Numbers(count * network.OutputLength, seed);

    /// <summary>The results for examples.</summary>
    public static float[] Run(INetwork network, ReadOnlySpan<float> examples)
    {
        float[] results = new float[examples.Length / network.InputLength * network.OutputLength];
        network.Forward(examples, results);
        return results;
    }

    private static float[] Numbers(int length, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextSingle() * 2 - 1)];
    }
}
