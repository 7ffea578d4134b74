using ConvGen.Conformance.Running;
using ConvGen.Engine;
using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;
using ConvGen.Numerics.Tests.Reference;
using ConvGen.Tests;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Dense layers whose weights inference keeps in bfloat16.</summary>
public class BFloat16Tests
{
    private const string Folded = "batch norm folded";

    // A rounded weight is off by up to 2⁻⁹ of itself; sums of several layers by less than this.
    private const double RoundingShare = 1e-2;

    private static readonly int[] ExampleCounts = [1, 2, 5, 16];
    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    /// <summary>Training, and inference that is asked to be exact.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void IsFloatWhereItMustBe(string name) => Book.Check(name);

    [Theory]
    [MemberData(nameof(Cases))]
    public void InferenceIsThatOfRoundedWeights(string name)
    {
        DeclaredNetwork network = Book.Declaration(name);
        List<string> failures = [];
        foreach (int examples in ExampleCounts)
        {
            Draws draws = new(examples);
            Tensor input = draws.Uniform(-1, 1, [examples, .. network.InputShape]);
            Dictionary<string, Tensor> parameters = draws.Parameters(network);

            // Batch normalisation scales weights before they are rounded.
            bool folded = name == Folded;
            Tensor want = network.Evaluate(input, folded ? parameters : Rounded(network, parameters), isTraining: false).Output;
            foreach (VectorTarget target in VectorTargets.Available)
            {
                float[][] results = [.. Enumerable.Range(1, 3).Select(threads => Run(name, VectorTargets.Options(target, threads), parameters, input))];
                Assert.All(results, result => Assert.Equal(results[0], result));
                string what = $"{examples} examples, {VectorTargets.NameOf(target)}";
                if (Closeness.Describe(what, want, results[0], folded ? RoundingShare : Closeness.Forward) is { } failure)
                    failures.Add(failure);
            }
        }

        Assert.Empty(failures);
    }

    [Fact]
    public void TheAlgorithmTells() => Assert.All(Cases, row =>
    {
        using INetwork network = Book.Create(row.Data, new NetworkOptions());
        Assert.All(
            network.Info.Layers.Where(layer => layer.Kind == "Dense"), layer => Assert.Equal("dense, bfloat16 weights", layer.Algorithm));
    });

    private static Dictionary<string, Tensor> Rounded(DeclaredNetwork network, Dictionary<string, Tensor> parameters) => network.Parameters
        .ToDictionary(parameter => parameter.Name, parameter => parameter.Precision == WeightPrecision.BFloat16
            ? parameters[parameter.Name].Select(value => BFloat16.Round((float)value))
            : parameters[parameter.Name]);

    // Every pass follows one over NaN, so that whatever memory is read before it is written shows.
    private static float[] Run(string name, NetworkOptions options, Dictionary<string, Tensor> parameters, Tensor input)
    {
        using INetwork network = Book.Create(name, options);
        foreach ((string parameter, Tensor values) in parameters)
            network.Parameters[parameter].Set(values.ToFloats());
        float[] output = new float[input.Examples * network.OutputLength];
        network.Forward(Array.ConvertAll(input.Values, _ => float.NaN), output);
        network.Forward(input.ToFloats(), output);
        return output;
    }

    private static CaseBook Fill()
    {
        CaseBook book = new();
        int[] sizes = [1, 3, 15, 16, 17, 33];
        foreach (int inputs in sizes)
        {
            int units = sizes[(Array.IndexOf(sizes, inputs) + 2) % sizes.Length];
            book.Add($"{inputs} to {units}", DeclaredNetwork.Of(inputs).Rounded(units, bias: units % 2 == 1));
            book.Add($"{inputs} to {inputs}", DeclaredNetwork.Of(inputs).Rounded(inputs, bias: units % 2 == 0));
        }

        book.Add("enough for several threads", DeclaredNetwork.Of(501).Rounded(303).Tanh().Rounded(5).ForInference());
        book.Add("a map of the input", DeclaredNetwork.Of(3, 5, 7).Rounded(18));
        book.Add("a map of blocks", DeclaredNetwork.Of(3, 5, 7).Conv(17, new(3)).Rounded(18));
        book.Add("a map of whole blocks", DeclaredNetwork.Of(4, 5, 6).Conv(32, new(1)).Rounded(33, bias: false));
        book.Add("a 1-D map", DeclaredNetwork.Of(17, 9).Conv(33, new(2)).Rounded(5));
        book.Add("a 3-D map", DeclaredNetwork.Of(4, 3, 2, 3).Conv(17, new(2)).Rounded(19));
        book.Add("a map with a border", DeclaredNetwork.Of(4, 5, 6).Conv(18, new(1), name: "a").Conv(3, new(3) { Begin = [1] }, name: "b")
            .Dense(7, from: "a", name: "c", weights: WeightPrecision.BFloat16).Dense(7, from: "b", name: "d", weights: WeightPrecision.BFloat16).Add("c", "d"));
        book.Add(Folded, DeclaredNetwork.Of(17).Rounded(33, bias: false).BatchNorm().Tanh().Rounded(3).BatchNorm());
        book.Add("three deep", DeclaredNetwork.Of(20).Rounded(33).Sigmoid().Rounded(17).Tanh().Rounded(5).Softmax());
        return book;
    }
}

/// <summary>The layer as its tests write it.</summary>
internal static class RoundedDense
{
    public static DeclaredNetwork Rounded(this DeclaredNetwork network, int units, bool bias = true) =>
        network.Dense(units, bias, weights: WeightPrecision.BFloat16);
}
