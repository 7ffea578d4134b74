using System.Globalization;
using System.Reflection;
using ConvGen.Conformance.Compilation;
using ConvGen.Conformance.Running;
using ConvGen.Engine;
using ConvGen.Numerics.Tests.Checks;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>
/// A network that takes bytes, interleaved channels or numbers to normalise, against one of the same layers and parameters to which the
/// test gives what it should see: planar floats, normalised by the definition in double precision.
/// </summary>
public class InputTests
{
    // More than one pass takes, with one that is not full.
    private const int Examples = 19;

    private static readonly Dictionary<string, Example> Cases = new()
    {
        ["pixels"] = new([3, 17, 15], Interleaved: true, Bytes: true, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225], ["Conv(7, k: 3, p: 1)", "Tanh"]),
        ["pixels with alpha"] = new([4, 6, 33], true, true, [0.5], [0.25, 0.5, 1, 2], ["Conv(20, k: 3, s: 2, p: 2, Rounding = RoundingMode.Floor)"]),
        ["grey pixels"] = new([1, 28, 28], true, true, [0.1307], [0.3081], ["Conv(6, k: 5, p: 2)", "Sigmoid", "AvgPool(k: 2, s: 2)"]),
        ["bytes only"] = new([3, 9, 16], false, true, null, null, ["Conv(5, k: 1)"]),
        ["planar bytes"] = new([3, 18, 21], false, true, [0.4, 0.5, 0.6], null, ["Conv(16, k: 3, p: 1)", "Tanh", "Conv(4, k: 3)"]),
        ["normalised floats"] = new([3, 11, 19], false, false, [10, 20, -30], [2, 3, 50], ["Conv(5, k: 3, p: 1)"]),
        ["interleaved floats"] = new([3, 11, 35], true, false, null, null, ["Conv(5, k: 3, p: 1)"]),
        ["interleaved normalised floats"] = new([2, 7, 16], true, false, [1, -1], [0.5, 4], ["Conv(5, k: 3)"]),
        ["signal"] = new([2, 61], true, true, [0.5, 0.25], [0.5], ["Conv(24, k: 7, p: 3)", "Tanh"]),
        ["volume"] = new([3, 4, 5, 18], true, true, [0.5, 0.25, 0.1], [0.5], ["Conv(8, k: 3, p: 1)"]),
        ["features"] = new([40], true, true, [.. Enumerable.Range(0, 40).Select(i => i * 0.01)], [0.3], ["Dense(7)"]),
        ["flattened"] = new([3, 5, 16], true, true, [0.5], [0.5], ["Dense(7)"]),
        ["bands in blocks"] = new([17, 6, 9], true, true, [0.5], [0.25], ["Conv(17, k: 3, p: 1, Groups = 17)", "Tanh"]),
        ["pixels in blocks"] = new([3, 8, 16], true, true, [0.4, 0.5, 0.6], [0.2, 0.3, 0.4], ["Sigmoid(Name = \"side\")", "Conv(3, k: 3, p: 1)", "Add(\"side\")"]),
        ["read twice"] = new([5, 9, 9], true, false, [100, 120, 80, 60, 140], [90], ["Conv(5, k: 3, p: 1)", "Add(\"input\")", "Concat(\"input\")", "Tanh"]),
    };

    private static readonly Lazy<CompiledNetworks> Compiled = new(Compile);

    private delegate void ForwardBytes(ReadOnlySpan<byte> input, Span<float> output);

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void InferenceSeesWhatItShould(string name) => ForEachTarget(name, (example, network, plain, elements, seen) =>
    {
        foreach (int count in (int[])[1, Examples, 2])
        {
            float[] want = new float[count * plain.OutputLength], got = new float[want.Length];
            plain.Forward(seen.AsSpan(0, count * example.Length), want);
            network.Forward(elements.AsSpan(0, count * example.Length), got);
            AssertClose("output", want, got, Closeness.Forward);
            if (example.Bytes)
            {
                float[] fromBytes = new float[want.Length];
                byte[] bytes = [.. elements.Take(count * example.Length).Select(element => (byte)element)];
                Forward(network)(bytes, fromBytes);
                Assert.Equal(got, fromBytes);
            }
        }
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void TrainingSeesItAndGivesTheGradientOfWhatIsPassedIn(string name) => ForEachTarget(name, (example, network, plain, elements, seen) =>
    {
        using TrainingContext training = ((ITrainableNetwork)network).CreateTrainingContext(Examples);
        using TrainingContext wanted = ((ITrainableNetwork)plain).CreateTrainingContext(Examples);
        foreach (int count in (int[])[3, Examples])
        {
            training.Forward(elements.AsSpan(0, count * example.Length));
            wanted.Forward(seen.AsSpan(0, count * example.Length));
            AssertClose("output", wanted.Output, training.Output, Closeness.Forward);

            float[] upstream = [.. Enumerable.Range(0, wanted.Output.Length).Select(i => MathF.Sin(i))];
            training.Backward(upstream);
            wanted.Backward(upstream);
            foreach (string parameter in training.Gradients.Select(gradient => gradient.Name))
                AssertClose(parameter, wanted.Gradients[parameter].Values, training.Gradients[parameter].Values, Closeness.Gradient);

            float[] gradient = new float[count * example.Length];
            foreach ((int outside, int planar, int channel) in example.Places(count))
                gradient[outside] = (float)(wanted.InputGradient[planar] * example.Slope(channel));
            AssertClose("input", gradient, training.InputGradient, Closeness.Gradient);
        }
    });

    [Fact]
    public void TheTableShowsTheSettings()
    {
        using INetwork network = Compiled.Value.Create(ClassName("pixels"), NetworkOptions.Default);
        Assert.Equal("interleaved, bytes, mean 0.485/0.456/0.406, std 0.229/0.224/0.225", network.Info.Layers[0].Settings);
        Assert.Equal([3, 17, 15], network.Info.Layers[0].OutputShape);
    }

    private static void ForEachTarget(string name, Action<Example, INetwork, INetwork, float[], float[]> check)
    {
        Example example = Cases[name];
        Random random = new(11);
        float[] elements = [.. Enumerable.Range(0, Examples * example.Length).Select(_ => (float)random.Next(256))];
        float[] seen = new float[elements.Length];
        foreach ((int outside, int planar, int channel) in example.Places(Examples))
            seen[planar] = (float)example.Normalise(elements[outside], channel);
        foreach (VectorTarget target in VectorTargets.Available)
        {
            NetworkOptions options = VectorTargets.Options(target, threads: 1) with { Seed = 4, Exact = true };
            using INetwork network = Compiled.Value.Create(ClassName(name), options);
            using INetwork plain = Compiled.Value.Create(ClassName(name) + "Plain", options);
            check(example, network, plain, elements, seen);
        }
    }

    private static void AssertClose(string what, ReadOnlySpan<float> want, ReadOnlySpan<float> got, double share)
    {
        double[] wanted = [.. want.ToArray().Select(value => (double)value)];
        Assert.Null(Closeness.Describe(what, wanted, got, share));
    }

    private static ForwardBytes Forward(INetwork network) =>
        network.GetType().GetMethod("Forward", BindingFlags.Public | BindingFlags.Instance, [typeof(ReadOnlySpan<byte>), typeof(Span<float>)])!
            .CreateDelegate<ForwardBytes>(network);

    private static CompiledNetworks Compile()
    {
        CompilationOutcome outcome = NetworkCompiler.Compile([.. Cases.SelectMany(entry => new[]
        {
            NetworkSource.Write(ClassName(entry.Key), entry.Key, entry.Value.Attributes(plain: false)),
            NetworkSource.Write(ClassName(entry.Key) + "Plain", entry.Key, entry.Value.Attributes(plain: true)),
        })]);
        return outcome.Networks ?? throw new InvalidOperationException(string.Join('\n', outcome.Problems.Take(20)));
    }

    private static string ClassName(string name) => "Input" + Cases.Keys.ToList().IndexOf(name).ToString(CultureInfo.InvariantCulture);

    private sealed record Example(int[] Shape, bool Interleaved, bool Bytes, double[]? Mean, double[]? Std, string[] Layers)
    {
        public int Length => Shape.Aggregate((product, size) => product * size);

        public string[] Attributes(bool plain)
        {
            string settings = plain ? "" : string.Concat(
                Interleaved ? ", Layout = InputLayout.Interleaved" : "",
                Bytes ? ", Element = InputElement.Byte" : "",
                Mean is null ? "" : $", Mean = [{Join(Mean)}]",
                Std is null ? "" : $", Std = [{Join(Std)}]");
            return [$"Input({string.Join(", ", Shape)}{settings})", .. Layers, "Trainable(InputGradient = true)"];
        }

        public double Normalise(float element, int channel) =>
            ((Bytes ? element / 255.0 : element) - Of(Mean, channel, 0)) / Of(Std, channel, 1);

        public double Slope(int channel) => 1 / (Of(Std, channel, 1) * (Bytes ? 255 : 1));

        /// <summary>Where each element lies in what is passed in and in planar order, with its channel.</summary>
        public IEnumerable<(int Outside, int Planar, int Channel)> Places(int examples)
        {
            int channels = Shape[0], positions = Length / channels;
            return from example in Enumerable.Range(0, examples)
                   from channel in Enumerable.Range(0, channels)
                   from position in Enumerable.Range(0, positions)
                   let planar = (channel * positions) + position
                   let outside = Interleaved ? (position * channels) + channel : planar
                   select ((example * Length) + outside, (example * Length) + planar, channel);
        }

        private static string Join(double[] numbers) => string.Join(", ", numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));

        private static double Of(double[]? numbers, int channel, double standard) =>
            numbers is null ? standard : numbers[numbers.Length == 1 ? 0 : channel];
    }
}
