using ConvGen.Engine;

namespace ConvGen.Runtime.Tests.Parameters;

public class InitializationTests
{
    [Theory]
    [InlineData(true, 0.1)] // √(2/200)
    [InlineData(false, 0.0632455532033676)] // √(2/(200 + 300))
    public void WeightsAreNormalWithTheDeviationOfTheirActivation(bool rectified, double deviation)
    {
        using var store = Store.Create([new("w", [300, 200], TensorRole.Weight, 200, 300, rectified)]);
        var values = store.Parameters["w"].Values.ToArray().Select(value => value / deviation).ToArray();
        Assert.InRange(values.Average(), -0.02, 0.02);
        Assert.InRange(values.Average(value => value * value), 0.98, 1.02);
        Assert.InRange(values.Average(value => value * value * value * value), 2.85, 3.15);

        // The shares of a normal distribution within one, two and three deviations.
        Assert.InRange(values.Average(value => Math.Abs(value) < 1 ? 1 : 0), 0.6727, 0.6927);
        Assert.InRange(values.Average(value => Math.Abs(value) < 2 ? 1 : 0), 0.9495, 0.9595);
        Assert.InRange(values.Average(value => Math.Abs(value) < 3 ? 1 : 0), 0.9958, 0.9988);
    }

    [Theory]
    [InlineData(Initialization.HeNormal, false, 0.1)]
    [InlineData(Initialization.HeUniform, false, 0.1)]
    [InlineData(Initialization.XavierNormal, true, 0.0632455532033676)]
    [InlineData(Initialization.XavierUniform, true, 0.0632455532033676)]
    public void ChosenInitialisationDoesNotAskWhatFollows(Initialization initialization, bool rectified, double deviation)
    {
        using var store = Store.Create(
            [new("w", [300, 200], TensorRole.Weight, 200, 300, rectified)], new NetworkOptions { Seed = 3, Threads = 1, Initialization = initialization });
        var values = store.Parameters["w"].Values.ToArray().Select(value => value / deviation).ToArray();
        Assert.InRange(values.Average(), -0.02, 0.02);
        Assert.InRange(values.Average(value => value * value), 0.98, 1.02);
        bool uniform = initialization is Initialization.HeUniform or Initialization.XavierUniform;
        double largest = values.Max(Math.Abs);
        Assert.InRange(largest, uniform ? 1.72 : 3, uniform ? Math.Sqrt(3) + 1e-6 : 6);

        // The share within one deviation: 1/√3 of a uniform distribution, 0.6827 of a normal one.
        Assert.Equal(uniform ? 0.5774 : 0.6827, values.Average(value => Math.Abs(value) < 1 ? 1.0 : 0), 0.01);
    }

    [Fact]
    public void UnknownInitialisationIsRejected() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new NetworkOptions { Initialization = (Initialization)9 });

    [Fact]
    public void OtherTensorsStartNeutral()
    {
        using var store = Store.Create();
        Assert.Equal([0f, 0f], store.Parameters["conv1.bias"].Values.ToArray());
        Assert.Equal([1f, 1f], store.Parameters["bn1.weight"].Values.ToArray());
        Assert.Equal([0f, 0f], store.Parameters["bn1.bias"].Values.ToArray());
        Assert.Equal([0f, 0f], store.Parameters["bn1.running_mean"].Values.ToArray());
        Assert.Equal([1f, 1f], store.Parameters["bn1.running_var"].Values.ToArray());
    }

    [Fact]
    public void SeedDecidesEveryBit()
    {
        using var first = Store.Create(options: new NetworkOptions { Seed = 7, Threads = 1 });
        using var same = Store.Create(options: new NetworkOptions { Seed = 7, Threads = 1 });
        using var other = Store.Create(options: new NetworkOptions { Seed = 8, Threads = 1 });
        Assert.Equal(Store.Snapshot(first), Store.Snapshot(same));
        Assert.NotEqual(Store.Snapshot(first), Store.Snapshot(other));
    }

    [Fact]
    public void TensorsOfEqualShapeDiffer()
    {
        using var store = Store.Create(
            [new("a", [50], TensorRole.Weight, 1, 1, true), new("b", [50], TensorRole.Weight, 1, 1, true)]);
        Assert.NotEqual(store.Parameters["a"].Values.ToArray(), store.Parameters["b"].Values.ToArray());
    }

    [Fact]
    public void GeneratorIsXoshiro()
    {
        // The first output of xoshiro256** is rotl(s1·5, 7)·9, with s1 the second number of SplitMix64.
        var splitMix = new SplitMix(1);
        splitMix.Next();
        ulong expected = System.Numerics.BitOperations.RotateLeft(splitMix.Next() * 5, 7) * 9;
        Assert.Equal(expected, new RandomSource(1).NextBits());
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e-9)]
    [InlineData(0.3)]
    [InlineData(0.70710678)]
    [InlineData(0.99999)]
    public void LogarithmAgreesWithTheLibrary(double x) => Assert.Equal(Math.Log(x), RandomSource.Log(x), Math.Abs(Math.Log(x)) * 1e-14);

    [Fact]
    public void ShuffleIsAPermutationWithoutBias()
    {
        var random = new RandomSource(5);
        var firsts = new int[4];
        for (int round = 0; round < 40_000; round++)
        {
            int[] items = [0, 1, 2, 3];
            random.Shuffle(items);
            firsts[items[0]]++;
            Assert.Equal([0, 1, 2, 3], items.Order());
        }

        Assert.All(firsts, count => Assert.InRange(count, 9_600, 10_400));
    }

    /// <summary>SplitMix64 from its publication.</summary>
    private sealed class SplitMix(ulong state)
    {
        public ulong Next()
        {
            ulong z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
