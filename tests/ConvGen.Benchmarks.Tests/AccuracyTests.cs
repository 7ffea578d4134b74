using System.Globalization;
using ConvGen.Benchmarks.Measuring;
using ConvGen.Benchmarks.Networks;
using ConvGen.Conformance.Running;
using ConvGen.Engine;

namespace ConvGen.Benchmarks.Tests;

/// <summary>Every network of the catalogue against evaluation from the definitions in double precision.</summary>
public class AccuracyTests(ITestOutputHelper log)
{
    // Shares of the largest |value| of the output.
    private const double Allowed = 1e-4;
    private const double AllowedWhenExact = 1e-5;
    private const double AllowedToRounding = 1e-2;

    public static TheoryData<string> Networks => [.. Catalogue.Forward.Select(network => network.Key)];

    [Theory]
    [MemberData(nameof(Networks))]
    public void OutputIsThatOfTheDefinition(string key)
    {
        BenchmarkedNetwork<INetwork> network = Find(key);
        var wrong = new List<string>();
        void Check(string how, double error, double allowed)
        {
            string row = string.Create(CultureInfo.InvariantCulture, $"{network.Title}, {how}: {error:E1}");
            log.WriteLine(row);
            if (!(error < allowed))
            {
                wrong.Add(row);
            }
        }

        (double[] rounded, double[] exactly) = References(network);
        AssertTelling(exactly);
        if (rounded != exactly)
        {
            Check("weights rounded to bfloat16", RelativeError(rounded, exactly), AllowedToRounding);
        }

        foreach (VectorTarget target in VectorTargets.Available)
        {
            foreach (bool exact in new[] { false, true })
            {
                using INetwork ours = Create(network, VectorTargets.Options(target, threads: null) with { Exact = exact });
                double error = RelativeError(Run(ours), exact ? exactly : rounded);
                Check(VectorTargets.NameOf(target) + (exact ? ", exact" : ""), error, exact ? AllowedWhenExact : Allowed);
            }
        }

        Assert.Empty(wrong);
    }

    /// <summary>What the bound is worth: a change of one weight in the first layer of a deep network passes it.</summary>
    [Fact]
    public void OneOtherWeightIsNoticed()
    {
        BenchmarkedNetwork<INetwork> network = Find(nameof(ResNet20));
        using INetwork ours = Create(network, NetworkOptions.Default);
        double[] want = NetworkReference.Evaluate(ours, RandomNumbers.Inputs(ours.InputLength), exact: true);
        Assert.InRange(RelativeError(Run(ours), want), 0, Allowed);
        ours.Parameters.First().Edit()[0] += 0.01f;
        Assert.InRange(RelativeError(Run(ours), want), Allowed, double.PositiveInfinity);
    }

    /// <summary>The results with weights rounded where the declaration says so, and with weights as they are; the same array where it does not.</summary>
    private static (double[] Rounded, double[] Exactly) References(BenchmarkedNetwork<INetwork> network)
    {
        using INetwork declared = Create(network, NetworkOptions.Default);
        float[] example = RandomNumbers.Inputs(declared.InputLength);
        double[] exactly = FinalValues.Of(declared, NetworkReference.Evaluate(declared, example, exact: true));
        double[] rounded = NetworkReference.Rounds(declared)
            ? FinalValues.Of(declared, NetworkReference.Evaluate(declared, example, exact: false))
            : exactly;
        return (rounded, exactly);
    }

    private static BenchmarkedNetwork<INetwork> Find(string key) => Catalogue.Forward.Single(network => network.Key == key);

    private static INetwork Create(BenchmarkedNetwork<INetwork> network, NetworkOptions options)
    {
        INetwork created = network.Create(options);
        RandomNumbers.SetWeights(created);
        return created;
    }

    private static double[] Run(INetwork network)
    {
        var pass = new ForwardPass(network);
        pass.Run();
        return FinalValues.Of(network, Array.ConvertAll(pass.Output, value => (double)value));
    }

    /// <summary>The largest deviation as a share of the largest value; NaN where there is one.</summary>
    private static double RelativeError(double[] got, double[] want) =>
        got.Zip(want, (a, b) => Math.Abs(a - b)).Aggregate(Math.Max) / want.Max(Math.Abs);

    /// <summary>A result that is all the same, or vanishes, would agree with much that is wrong.</summary>
    private static void AssertTelling(double[] values)
    {
        double largest = values.Max(Math.Abs);
        Assert.InRange(largest, 1e-2, 1e4);
        Assert.InRange(values.Max() - values.Min(), 0.1 * largest, double.PositiveInfinity);
        Assert.InRange(values.Count(value => Math.Abs(value) > 0.01 * largest), 0.3 * values.Length, values.Length);
    }
}
