using ConvGen.Conformance.Running;
using ConvGen.Numerics.Tests.Checks;

namespace ConvGen.Numerics.Tests.Execution;

/// <summary>
/// Layers that share their tensors, against the numbers of PyTorch for modules that are called several times, and against networks with weights
/// of their own.
/// </summary>
public class SharingTests
{
    private const int Examples = 3;

    // torch 1.13 in double precision: Linear(cat(branch(left), branch(right), branch(AvgPool2d(2)(left)))) with
    // branch(x) = tanh(bn(conv(x))).mean((2, 3)), every tensor, input and upstream gradient t filled with sin(0.7·i + phase of t).
    private static readonly double[] Output =
        [-1.445532, -1.033642, -0.02403439, 0.377404, -1.439657, -1.027446];

    private static readonly double[] Evaluated =
        [-1.120987, -0.7094825, -0.7238996, -0.3135977, -1.172922, -0.7606036];

    private static readonly Dictionary<string, double[]> Gradients = new()
    {
        ["conv.weight"] =
        [
            0.2161335, -0.03317867, 0.01761726, 0.03193643, 0.05379037, 0.03632156, -0.108179, 0.05179393, -0.2193998,
            -0.04767342, -0.2073092, -0.01324633, -0.108021, -0.04556106, -0.1446095, 0.02235467, -0.1025868, -0.0975743,
            0.07280692, -0.01902765, 0.001842917, 0.02228244, 0.01214704, 0.007252591, -0.01942161, 0.01420541,
            -0.07767526, -0.021464, -0.07536954, 0.002096896, -0.0359227, -0.02867434, -0.04659621, -0.009149164,
            -0.06176675, -0.04743757, 0.007041317, -0.0003270807, 0.001909863, 0.004481822, 0.001863674, -0.0008040304,
            -0.0001661465, 0.006147996, -0.0007675809, -0.003687746, -0.006583713, -0.002235558, -0.004641724,
            -0.006601598, -0.006988674, 0.005244665, 0.0006778557, -0.0008806068
        ],
        ["bn.weight"] = [0.5391022, 0.7437959, -0.05922163],
        ["bn.bias"] = [-0.3260791, 0.203759, 0.01877087],
        ["fc.weight"] =
        [
            0.06174559, -0.5332155, -0.857861, 0.1060321, -0.506813, -0.8690363, 0.6127381, -0.226794, -0.9619926,
            0.03577514, -0.6007999, -0.9182778, 0.07554736, -0.574682, -0.9282042, 0.6223271, -0.2662805, -1.026341
        ],
    };

    private static readonly double[] LeftOfTheFirst =
    [
        -0.1360071, -0.1382857, -0.09055933, -0.09361113, -0.0005796464, -0.1531331, -0.1561071, -0.1040723,
        -0.1006839, 0.002031594, 0.09807944, 0.09950859, 0.1531578, 0.1512208, -0.0009477608, 0.0787784, 0.07123609,
        0.1264573, 0.1287548, -0.01412184, -0.1357822, -0.1382498, -0.08899323, -0.09201686, -0.0008466385,
        -0.1528007, -0.1557588, -0.1021126, -0.09870503, 0.002029536, 0.1001472, 0.1015552, 0.153637, 0.1516869,
        -0.000962559, 0.08065328, 0.07325865, 0.126981, 0.1292906, -0.01397195
    ];

    private static readonly double[] RightOfTheLast =
    [
        -0.001338464, -0.001468697, -0.0002290344, -0.0001903904, -0.0002127587, 0.003640557, 0.004185619,
        0.001300743, 2.143851e-05, 0.0001277204, -0.001879339, -0.004171335, -0.0004785869, 0.002637366, 0.002444773,
        -0.001649833, 0.000994259, 0.00089447, -0.0004938515, -0.002210004, -0.001349501, -0.001459731,
        -0.0002247283, -0.0001881051, -0.0002077173, 0.003671529, 0.004168302, 0.001282688, 1.993453e-05,
        0.0001284559, -0.001944609, -0.00420323, -0.0004706913, 0.00264745, 0.002419249, -0.001589675, 0.00106221,
        0.0008955406, -0.0005351997, -0.002234384
    ];

    private static readonly Dictionary<string, double[]> Statistics = new()
    {
        ["bn.running_mean"] = [0.004374965, 0.003880028, 0.003380704],
        ["bn.running_var"] = [1.717542, 1.764789, 1.812604],
    };

    public static TheoryData<string, int> Targets => TargetCases.OnOneAndTwoThreads;

    [Theory]
    [MemberData(nameof(Targets))]
    public void BranchesAgreeWithPyTorch(string target, int threads)
    {
        using Siamese network = new(VectorTargets.Options(VectorTargets.Find(target)!.Value, threads));
        Fill(network, ("conv.weight", 1), ("bn.weight", 2), ("bn.bias", 3), ("fc.weight", 4), ("fc.bias", 5));
        float[] left = Waves.Of(Examples * Siamese.LeftLength, 0.1), right = Waves.Of(Examples * Siamese.RightLength, 0.5);
        using TrainingContext context = network.CreateTrainingContext(Examples);
        context.Forward([.. left, .. right]);
        Check("output", Output, context.Output);
        context.Backward(Waves.Of(Examples * 2, 6));
        foreach ((string name, double[] want) in Gradients)
            Check(name, want, context.Gradients[name].Values);
        Check("left", LeftOfTheFirst, context.InputGradient[..Siamese.LeftLength]);
        Check("right", RightOfTheLast, context.InputGradient[^Siamese.RightLength..]);

        // Each application moves the statistics, one after the other.
        foreach ((string name, double[] want) in Statistics)
            Check(name, want, network.Parameters[name].Values);
        float[] evaluated = new float[Examples * 2];
        network.Forward(left, right, evaluated);
        Check("evaluated", Evaluated, evaluated);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void SharedGradientsAreTheSumOfThoseOfTheTrunks(string target, int threads)
    {
        NetworkOptions options = VectorTargets.Options(VectorTargets.Find(target)!.Value, threads);
        using SharedTrunk shared = new(options);
        using TwoTrunks apart = new(options);
        Copy(shared, apart);
        float[] left = Waves.Of(Examples * SharedTrunk.LeftLength, 0.3), right = Waves.Of(Examples * SharedTrunk.RightLength, 0.7);
        float[] want = new float[Examples * SharedTrunk.OutputLength], got = new float[want.Length];
        apart.Forward(left, right, want);
        shared.Forward(left, right, got);
        Assert.Equal(want, got);

        // Training moves running statistics once for each application.
        CompareTraining(shared, apart);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void ApplicationsMayBeComputedInDifferentWays(string target, int threads)
    {
        foreach (bool isExact in (bool[])[false, true])
        {
            NetworkOptions options = VectorTargets.Options(VectorTargets.Find(target)!.Value, threads) with { Exact = isExact };
            using SharedForms shared = new(options);
            using OwnForms apart = new(options);
            Copy(shared, apart);
            float[] examples = Waves.Of(Examples * SharedForms.InputLength, 0.3);
            float[] want = new float[Examples * SharedForms.OutputLength], got = new float[want.Length];
            apart.Forward(examples, want);
            shared.Forward(examples, got);
            Assert.Equal(want, got);
            CompareTraining(shared, apart);
        }

        string[] algorithms = [.. SharedForms.Info.Layers.Where(layer => layer.Kind == "Conv").Select(layer => layer.Algorithm!)];
        Assert.StartsWith("Winograd", algorithms[0], StringComparison.Ordinal);
        Assert.All(algorithms[1..], algorithm => Assert.StartsWith("direct", algorithm, StringComparison.Ordinal));
        string[] dense = [.. SharedForms.Info.Layers.Where(layer => layer.Kind == "Dense").Select(layer => layer.Algorithm!)];
        Assert.Equal(2, dense.Length);
        Assert.Contains("bfloat16", dense[0], StringComparison.Ordinal);
        Assert.DoesNotContain("bfloat16", dense[1], StringComparison.Ordinal);
        Assert.Equal((16 * 16 * 9) + 16 + (16 * 16) + 16, SharedForms.Info.ParameterCount);
    }

    /// <summary>With equal weights: p₁ = p − η·(g₁ + d·p) and p₂ = p − η·(g₂ + d·p) for two sets, p − η·(g₁ + g₂ + d·p) for one.</summary>
    [Fact]
    public void AStepMovesASharedTensorOnce()
    {
        const float Rate = 0.05f, Decay = 0.5f;
        using SharedTrunk shared = new();
        using TwoTrunks apart = new();
        Copy(shared, apart);
        Dictionary<string, float[]> before = shared.Parameters.ToDictionary(tensor => tensor.Name, tensor => tensor.Values.ToArray());
        float[] examples = Waves.Of(Examples * (SharedTrunk.LeftLength + SharedTrunk.RightLength), 0.3);
        float[] targets = Waves.Of(Examples * SharedTrunk.OutputLength, 1);
        using TrainingSession<SharedTrunk> one = new(shared, new Sgd(Rate, weightDecay: Decay), Loss.MeanSquaredError, Examples);
        using TrainingSession<TwoTrunks> two = new(apart, new Sgd(Rate, weightDecay: Decay), Loss.MeanSquaredError, Examples);
        one.Freeze("trunk.1.conv1");
        Assert.Equal(two.Step(examples, targets), one.Step(examples, targets));
        foreach (NetworkParameter tensor in shared.Parameters.Where(tensor => tensor.Trainable))
        {
            bool isFrozen = tensor.Name.StartsWith("trunk.1.conv1.", StringComparison.Ordinal);
            float[][] moved = [.. apart.Parameters.Where(other => SharedName(other.Name) == tensor.Name).Select(other => other.Values.ToArray())];
            double[] want = [.. before[tensor.Name].Select((value, i) =>
                isFrozen ? value : moved.Sum(values => (double)values[i]) - ((moved.Length - 1) * (value - ((double)Rate * Decay * value))))];
            Assert.Equal(2, moved.Length);
            Assert.Null(Closeness.Describe(tensor.Name, want, tensor.Values, 1e-6));
        }
    }

    [Fact]
    public void SharedTensorsAreInTheFileOnce()
    {
        using Siamese network = new();
        Assert.Equal(
            ["conv.weight", "bn.weight", "bn.bias", "bn.running_mean", "bn.running_var", "fc.weight", "fc.bias"],
            network.Parameters.Select(parameter => parameter.Name));
        Assert.Equal(54 + 6 + 18 + 2, Siamese.Info.ParameterCount);
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            network.Save(file);
            using Siamese loaded = Siamese.Load(file);
            foreach (NetworkParameter parameter in network.Parameters)
                Assert.Equal(parameter.Values, loaded.Parameters[parameter.Name].Values);
        }
        finally
        {
            File.Delete(file);
        }
    }

    // Outputs and gradients of one training pass with equal weights.
    private static void CompareTraining(ITrainableNetwork shared, ITrainableNetwork apart)
    {
        float[] examples = Waves.Of(Examples * shared.InputLength, 0.3), upstream = Waves.Of(Examples * shared.OutputLength, 2);
        using TrainingContext wanted = apart.CreateTrainingContext(Examples), gotten = shared.CreateTrainingContext(Examples);
        wanted.Forward(examples);
        wanted.Backward(upstream);
        gotten.Forward(examples);
        gotten.Backward(upstream);
        Assert.Equal(wanted.Output, gotten.Output);
        Assert.Equal(wanted.InputGradient, gotten.InputGradient);
        foreach (NetworkParameter gradient in gotten.Gradients.Where(parameter => !parameter.Name.Contains("running", StringComparison.Ordinal)))
        {
            double[] sum = [.. Enumerable.Range(0, gradient.Values.Length).Select(i =>
                wanted.Gradients.Where(parameter => SharedName(parameter.Name) == gradient.Name).Sum(parameter => (double)parameter.Values[i]))];
            Assert.Null(Closeness.Describe(gradient.Name, sum, gradient.Values, 1e-6));
        }
    }

    private static void Copy(INetwork shared, INetwork apart)
    {
        foreach (NetworkParameter parameter in apart.Parameters)
            parameter.Set(shared.Parameters[SharedName(parameter.Name)].Values);
    }

    private static void Fill(INetwork network, params (string Name, double Phase)[] tensors)
    {
        foreach ((string name, double phase) in tensors)
            network.Parameters[name].Set(Waves.Of(network.Parameters[name].Values.Length, phase));
    }

    private static void Check(string name, double[] want, ReadOnlySpan<float> got) => Assert.Null(Closeness.Describe(name, want, got, 1e-5));

    // Of a tensor of a network that shares nothing: that of the network that does.
    private static string SharedName(string name)
    {
        string layer = name[..name.LastIndexOf('.')];
        string owner = layer switch
        {
            "strided" or "dilated" => "conv",
            "second" => "fc",
            "head2" => "head",
            _ => layer.Replace("trunk2.", "trunk.", StringComparison.Ordinal),
        };
        return owner + name[layer.Length..];
    }
}
