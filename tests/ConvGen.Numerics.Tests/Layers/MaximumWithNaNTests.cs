using ConvGen.Conformance.Compilation;
using ConvGen.Conformance.Running;
using ConvGen.Engine;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>A maximum or minimum of numbers and a NaN is NaN, wherever the NaN stands; what does not see it stays a number.</summary>
public class MaximumWithNaNTests
{
    // Each sees its first results' share of the input in halves: the first half of the input makes the first half of the output.
    private static readonly string[][] Halves =
    [
        ["Input(1, 8)", "MaxPool(k: 4)"],
        ["Input(1, 8)", "MinPool(k: 4)"],
        ["Input(2, 17, 36)", "MaxPool(Kernel = [17, 36], Stride = [17, 36])"],
        ["Input(2, 40)", "GlobalMaxPool"],
        ["Input(2, 5, 7)", "AdaptiveMaxPool(1, 1)"],
        ["Input(8)", "Maxout(4)"],
        ["Input(66)", "Maxout(33)"],
        ["Input(2, 4, 4)", "Conv(2, k: 1, Groups = 2)", "MaxPool(k: 2)", "GlobalMaxPool"],
        ["Input(1, 4, 32)", "Conv(1, k: 1)", "MaxPool(k: 2)", "Reshape(2, 16)", "GlobalMaxPool"],
    ];

    // Each result is made of the number in its own place.
    private static readonly string[][] Places =
    [
        ["Input(37)", "Relu"],
        ["Input(37)", "Relu6"],
        ["Input(37)", "HardTanh"],
        ["Input(37)", "HardSigmoid"],
        ["Input(37)", "LeakyRelu"],
        ["Input(5, 9)", "Relu(Name = \"a\")", "Tanh(Name = \"b\", From = \"input\")", "Maximum(\"a\", \"b\")"],
        ["Input(5, 9)", "Relu(Name = \"a\")", "Tanh(Name = \"b\", From = \"input\")", "Minimum(\"b\", \"a\", \"input\")"],
    ];

    private static readonly Lazy<CompiledNetworks> Compiled = new(() => NetworkCompiler.Compile(
        [.. Halves.Concat(Places).Select((layers, i) => NetworkSource.Write($"Network{i}", layers[^1], layers))]).Required);

    public static TheoryData<int> HalfCases => [.. Enumerable.Range(0, Halves.Length)];

    public static TheoryData<int> PlaceCases => [.. Enumerable.Range(0, Places.Length)];

    [Theory]
    [MemberData(nameof(HalfCases))]
    public void AHalfWithOneIsOne(int index) => ForEachPlace(index, (place, input, output) =>
    {
        int seen = place < input / 2 ? 0 : 1, half = output.Length / 2;
        Assert.Contains(output[(seen * half)..((seen + 1) * half)], float.IsNaN);
        Assert.DoesNotContain(output[((1 - seen) * half)..((2 - seen) * half)], float.IsNaN);
    });

    [Theory]
    [MemberData(nameof(PlaceCases))]
    public void APlaceWithOneIsOne(int index) => ForEachPlace(index + Halves.Length, (place, _, output) =>
        Assert.Equal([place], Enumerable.Range(0, output.Length).Where(i => float.IsNaN(output[i]))));

    private static void ForEachPlace(int index, Action<int, int, float[]> check)
    {
        foreach (VectorTarget target in VectorTargets.Available)
        {
            using INetwork network = Compiled.Value.Create($"Network{index}", VectorTargets.Options(target, threads: 1));
            for (int place = 0; place < network.InputLength; place++)
            {
                float[] input = [.. Enumerable.Range(0, network.InputLength).Select(i => i - 20f)], output = new float[network.OutputLength];
                input[place] = float.NaN;
                network.Forward(input, output);
                check(place, network.InputLength, output);
            }
        }
    }
}
