using ConvGen.Conformance.Compilation;
using ConvGen.Conformance.Running;
using ConvGen.Engine;
using ConvGen.Numerics.Tests.Checks;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Sums of many numbers of one sign, of which a float that takes them one after the other loses some of each.</summary>
public class SumOfManyTermsTests
{
    // Half a unit in the last place is 6e-8 of a number; a sum of 250,000 numbers that were added one by one was off by 1e-3. All numbers are equal
    // here, so that every rounding of a sum of some hundred goes the same way.
    private const double Share = 1e-5;

    private static readonly (string Name, string[] Layers, int Terms)[] Networks =
    [
        ("global mean", ["Input(1, 224, 224)", "GlobalAvgPool"], 0),
        ("larger global mean", ["Input(3, 500, 500)", "GlobalAvgPool"], 0),
        ("global mean of a line", ["Input(2, 250_000)", "GlobalAvgPool"], 0),
        ("mean of wide windows", ["Input(1, 3000)", "AvgPool(k: 1001, s: 1, Padding = PaddingKind.Same, CountPadding = false)"], 0),
        ("adaptive mean", ["Input(17, 301, 201)", "AdaptiveAvgPool(2, 3)"], 0),
        ("weighted mean", ["Input(1, 201, 201)", "WeightedAvgPool(k: 201, Sigma = 200)"], 0),
        ("dense", ["Input(1, 224, 224)", "Dense(1, Bias = BiasKind.None)"], 50_176),
        ("dense of a vector", ["Input(100_000)", "Dense(3, Bias = BiasKind.None)"], 100_000),
        ("convolution over a whole map", ["Input(1, 224, 224)", "Conv(1, k: 224, Bias = BiasKind.None)"], 50_176),
        ("convolution of many channels", ["Input(1000, 3, 3)", "Conv(2, k: 3, Bias = BiasKind.None, Algorithm = ConvolutionAlgorithm.Direct)"], 9000),
        ("depthwise convolution", ["Input(3, 150, 150)", "DepthwiseConv(k: 150, Bias = BiasKind.None)"], 22_500),
    ];

    private static readonly Lazy<CompiledNetworks> Compiled = new(() => NetworkCompiler.Compile(
        [.. Networks.Select((network, i) => NetworkSource.Write($"Sum{i}", network.Name, network.Layers))]).Required);

    public static TheoryData<string> Names => [.. Networks.Select(network => network.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AreRight(string name)
    {
        int index = Array.FindIndex(Networks, network => network.Name == name);
        foreach (VectorTarget target in VectorTargets.Available)
        {
            using INetwork network = Compiled.Value.Create($"Sum{index}", VectorTargets.Options(target, threads: 2));
            foreach (NetworkParameter parameter in network.Parameters)
                parameter.Edit().Fill(1);
            foreach (float value in (float[])[0.1f, 10000.1f])
            {
                float[] input = new float[network.InputLength], output = new float[network.OutputLength];
                Array.Fill(input, value);
                network.Forward(input, output);
                double want = value * (double)Math.Max(1, Networks[index].Terms);
                Assert.All(output, got => Assert.InRange(got, want * (1 - Share), want * (1 + Share)));
            }
        }
    }

    // Each is the sum over 40 examples of 60×50 positions: of dy for shifts, of dy·x for weights.
    [Fact]
    public void OfGradientsAreRight()
    {
        string[] layers = ["Input(3, 60, 50)", "Conv(2, k: 1)", "Trainable"];
        CompiledNetworks compiled = NetworkCompiler.Compile([NetworkSource.Write("Gradient", "gradient", layers)]).Required;
        foreach (VectorTarget target in VectorTargets.Available)
        {
            using var network = (ITrainableNetwork)compiled.Create("Gradient", VectorTargets.Options(target, threads: 1));
            const int Examples = 40, Positions = 60 * 50;
            using TrainingContext training = network.CreateTrainingContext(Examples);
            float[] input = new float[Examples * 3 * Positions], slope = new float[Examples * 2 * Positions];
            Array.Fill(input, 0.7f);
            Array.Fill(slope, 0.1f);
            training.Forward(input);
            training.Backward(slope);
            Near(Examples * Positions * (double)0.1f, training.Gradients["conv1.bias"].Values);
            Near(Examples * Positions * (double)0.1f * 0.7f, training.Gradients["conv1.weight"].Values);
        }
    }

    private static void Near(double want, ReadOnlySpan<float> got) =>
        Assert.All(got.ToArray(), value => Assert.InRange(value, want * (1 - Share), want * (1 + Share)));
}
