using ConvGen.Conformance.Running;
using ConvGen.Numerics.Tests.Checks;

namespace ConvGen.Numerics.Tests.Execution;

/// <summary>Several inputs and outputs against networks that have one of each.</summary>
[Collection(nameof(AloneCollection))]
public class PortTests
{
    private const int Examples = 18;
    private const int Positions = 7 * 9;
    private const float Share = 1e-5f;

    private readonly float[] _left = Draw(1, Examples * Ports.LeftLength, -1, 1);
    private readonly byte[] _bytes = [.. Draw(2, Examples * Ports.ClassLength, 0, 255).Select(value => (byte)value)];

    public static TheoryData<string> Targets => [.. VectorTargets.Available.Select(VectorTargets.NameOf)];

    [Fact]
    public void LengthsAndNamesAreThoseOfThePorts()
    {
        Assert.Equal((3 * Positions, 2 * Positions), (Ports.LeftLength, Ports.ClassLength));
        Assert.Equal((17 * Positions, 3 * Positions, 5), (Ports.MapOneLength, Ports.MaskLength, Ports.LabelLength));
        Assert.Equal(["left", "class"], Ports.Info.Inputs.Select(port => port.Name));
        Assert.Equal(["mapOne", "mask", "label"], Ports.Info.Outputs.Select(port => port.Name));
        Assert.Equal(["shared", "tanh1", "softmax1"], Ports.Info.Outputs.Select(port => port.Layer));
        Assert.Equal([17, 7, 9], Ports.Info.Outputs[0].Shape);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void EveryOutputIsThatOfItsOwnNetwork(string target)
    {
        using Ports network = Create(target);
        float[] map = new float[Examples * Ports.MapOneLength], mask = new float[Examples * Ports.MaskLength], label = new float[Examples * Ports.LabelLength];
        network.Forward(_left, _bytes, map, mask, label);

        float[] joined = OneInput();
        Near(Run(CopyTo(network, new MapAlone(Options(target))), joined), map);
        Near(Run(CopyTo(network, new MaskAlone(Options(target))), joined), mask);
        Near(Run(CopyTo(network, new LabelAlone(Options(target))), joined), label);

        // Bytes as floats, and everything behind each other, give the same bits.
        float[] floats = [.. _bytes.Select(value => (float)value)];
        float[] mapAgain = new float[map.Length], maskAgain = new float[mask.Length], labelAgain = new float[label.Length];
        network.Forward(_left, floats, mapAgain, maskAgain, labelAgain);
        Assert.Equal([.. map, .. mask, .. label], [.. mapAgain, .. maskAgain, .. labelAgain]);
        float[] all = new float[map.Length + mask.Length + label.Length];
        ((INetwork)network).Forward([.. _left, .. floats], all);
        Assert.Equal([.. map, .. mask, .. label], all);
        Array.Clear(all);
        using InferenceContext context = ((INetwork)network).CreateContext();
        context.Forward([.. _left, .. floats], all);
        Assert.Equal([.. map, .. mask, .. label], all);
        Assert.IsType<Ports.Context>(context);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void GradientsOfAllOutputsAddUp(string target)
    {
        using Ports network = Create(target);
        float[] floats = [.. _bytes.Select(value => (float)value)];
        float[][] upstream =
        [
            Draw(3, Examples * Ports.MapOneLength, -1, 1), Draw(4, Examples * Ports.MaskLength, -1, 1), Draw(5, Examples * Ports.LabelLength, -1, 1),
        ];
        foreach (bool logits in (bool[])[false, true])
        {
            using TrainingContext training = network.CreateTrainingContext(Examples);
            training.Forward([.. _left, .. floats], logits);
            training.Backward([.. upstream[0], .. upstream[1], .. upstream[2]]);

            using TrainingContext map = Backward(CopyTo(network, new MapAlone(Options(target))), upstream[0], logits);
            using TrainingContext mask = Backward(CopyTo(network, new MaskAlone(Options(target))), upstream[1], logits);
            using TrainingContext label = Backward(CopyTo(network, new LabelAlone(Options(target))), upstream[2], logits);
            Near([.. map.Output, .. mask.Output, .. label.Output], training.Output);
            foreach (string name in (string[])["conv1.weight", "conv1.bias", "conv2.weight", "fc1.weight", "fc1.bias"])
                Near(Sum(name, map, mask, label), training.Gradients[name].Values);
            Near(InputGradient(map, mask, label), training.InputGradient);
        }
    }

    [Fact]
    public void ASessionMakesTheWeightedSumOfLossesSmall()
    {
        const float Rate = 0.1f, MaskWeight = 0.5f;

        string target = VectorTargets.NameOf(VectorTargets.Available[0]);
        float[] inputs = [.. _left, .. _bytes.Select(value => (float)value)];
        float[] masks = Draw(6, Examples * Ports.MaskLength, -1, 1);
        float[] labels = [.. Enumerable.Range(0, Examples).Select(example => (float)(example % 5))];

        // What the two losses say of the outputs, put together by hand. The map is judged by neither.
        using Ports expected = Create(target);
        using TrainingContext training = expected.CreateTrainingContext(Examples);
        training.Forward(inputs, logits: true);
        int mapLength = Examples * Ports.MapOneLength, maskLength = Examples * Ports.MaskLength;
        float[] maskGradient = new float[maskLength], labelGradient = new float[Examples * Ports.LabelLength];
        float maskLoss = Loss.MeanSquaredError.Evaluate(
            training.Output.Slice(mapLength, maskLength), masks, Examples, FeatureLayout.Of([3, 7, 9]), maskGradient);
        float labelLoss = Loss.CrossEntropy.Evaluate(training.Output[(mapLength + maskLength)..], labels, Examples, FeatureLayout.Of([5]), labelGradient);
        training.Backward([.. new float[mapLength], .. maskGradient.Select(value => value * MaskWeight), .. labelGradient]);

        using Ports network = Create(target);
        OutputLoss[] losses = [new("mask", Loss.MeanSquaredError, MaskWeight), new("label", Loss.CrossEntropy)];
        using TrainingSession<Ports> session = new(network, new Sgd(Rate), losses, Examples);
        float[] rows = Rows(inputs, Ports.LeftLength, Ports.ClassLength), targets = Rows([.. masks, .. labels], Ports.MaskLength, 1);
        Assert.Equal(MaskWeight * maskLoss + labelLoss, session.Step(rows, targets), 1e-5f);
        foreach (NetworkParameter parameter in network.Parameters)
        {
            float[] want = [.. expected.Parameters[parameter.Name].Values.ToArray().Zip(training.Gradients[parameter.Name].Values.ToArray(), (value, slope) => value - Rate * slope)];
            Near(want, parameter.Values);
        }

        Assert.Equal("targets", Assert.Throws<ArgumentException>(() => session.Step(rows, [.. targets, 0])).ParamName);
        AllocationTests.AssertAllocatesNothing(() => session.Step(rows, targets));
    }

    [Fact]
    public void LossesThatDoNotFitAreExplained()
    {
        using Ports network = Create(VectorTargets.NameOf(VectorTargets.Available[0]));
        string Message(params OutputLoss[] losses) =>
            Assert.Throws<ArgumentException>(() => new TrainingSession<Ports>(network, new Sgd(0.1f), losses, 1)).Message;
        Assert.Contains("has no output 'shape'; it has 'mapOne', 'mask', 'label'", Message(new OutputLoss("shape", Loss.CrossEntropy)), StringComparison.Ordinal);
        Assert.Contains("'mask' has two losses", Message(new("mask", Loss.Huber), new("mask", Loss.MeanSquaredError)), StringComparison.Ordinal);
        Assert.Contains("must be finite and not negative", Message(new OutputLoss("mask", Loss.Huber, -1)), StringComparison.Ordinal);
        Assert.Contains("There is no loss.", Message(), StringComparison.Ordinal);
        Assert.Contains(
            "has 3 outputs; name the loss of each",
            Assert.Throws<ArgumentException>(() => new TrainingSession<Ports>(network, new Sgd(0.1f), Loss.CrossEntropy, 1)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void WrongLengthsAndOverlapsAreNamed()
    {
        using Ports network = Create(VectorTargets.NameOf(VectorTargets.Available[0]));
        float[] map = new float[Ports.MapOneLength], mask = new float[Ports.MaskLength], label = new float[Ports.LabelLength];
        float[] left = new float[Ports.LeftLength];
        byte[] bytes = new byte[Ports.ClassLength];
        Assert.Equal("left", Assert.Throws<ArgumentException>(() => network.Forward(new float[7], bytes, map, mask, label)).ParamName);
        ArgumentException shorter = Assert.Throws<ArgumentException>(() => network.Forward(left, new byte[3], map, mask, label));
        Assert.Equal("class", shorter.ParamName);
        Assert.Contains("Expected 7×9×2 (126 bytes) for each of 1 examples, 126 bytes, but got 3.", shorter.Message, StringComparison.Ordinal);
        Assert.Equal("label", Assert.Throws<ArgumentException>(() => network.Forward(left, bytes, map, mask, new float[4])).ParamName);
        ArgumentException overlap = Assert.Throws<ArgumentException>(() => network.Forward(left, bytes, map, map.AsSpan(0, Ports.MaskLength), label));
        Assert.Equal("mask", overlap.ParamName);
        Assert.Contains("overlaps 'mapOne'", overlap.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ForwardAllocatesNothing()
    {
        using Ports network = Create(VectorTargets.NameOf(VectorTargets.Available[0]));
        float[] map = new float[Examples * Ports.MapOneLength], mask = new float[Examples * Ports.MaskLength], label = new float[Examples * Ports.LabelLength];
        AllocationTests.AssertAllocatesNothing(() => network.Forward(_left, _bytes, map, mask, label));
    }

    // Example by example, as a session takes them, what stands port by port.
    private static float[] Rows(float[] ports, int first, int second) =>
    [
        .. Enumerable.Range(0, Examples).SelectMany(example => (float[])
            [.. ports.AsSpan(example * first, first), .. ports.AsSpan(Examples * first + example * second, second)]),
    ];

    private static Ports Create(string target) => new(Options(target));

    private static NetworkOptions Options(string target) => VectorTargets.Options(VectorTargets.Find(target)!.Value, threads: 2);

    private static TNetwork CopyTo<TNetwork>(Ports from, TNetwork to)
        where TNetwork : INetwork
    {
        foreach (NetworkParameter parameter in to.Parameters)
            parameter.Set(from.Parameters[parameter.Name].Values);
        return to;
    }

    private static float[] Run(INetwork network, float[] input)
    {
        using (network)
        {
            float[] output = new float[Examples * network.OutputLength];
            network.Forward(input, output);
            return output;
        }
    }

    private TrainingContext Backward(ITrainableNetwork network, float[] upstream, bool logits)
    {
        TrainingContext training = network.CreateTrainingContext(Examples);
        training.Forward(OneInput(), logits);
        training.Backward(upstream);
        return training;
    }

    // The channels of both inputs of each example, as the network sees them.
    private float[] OneInput()
    {
        List<float> joined = [];
        for (int example = 0; example < Examples; example++)
        {
            joined.AddRange(_left.AsSpan(example * Ports.LeftLength, Ports.LeftLength));
            for (int channel = 0; channel < 2; channel++)
            {
                for (int position = 0; position < Positions; position++)
                    joined.Add((_bytes[example * Ports.ClassLength + position * 2 + channel] / 255f - 0.4f) / 0.5f);
            }
        }

        return [.. joined];
    }

    private static float[] Sum(string name, params TrainingContext[] parts)
    {
        IEnumerable<float[]> found = parts.Where(part => part.Gradients.Any(parameter => parameter.Name == name)).Select(part => part.Gradients[name].Values.ToArray());
        return found.Aggregate((left, right) => [.. left.Zip(right, (a, b) => a + b)]);
    }

    // By the bytes themselves: in their order, times 1/(255·0.5).
    private static float[] InputGradient(params TrainingContext[] parts)
    {
        float[] sum = parts.Select(part => part.InputGradient.ToArray()).Aggregate((left, right) => [.. left.Zip(right, (a, b) => a + b)]);
        List<float> left = [], bytes = [];
        for (int example = 0; example < Examples; example++)
        {
            ReadOnlySpan<float> of = sum.AsSpan(example * 5 * Positions, 5 * Positions);
            left.AddRange(of[..Ports.LeftLength]);
            for (int position = 0; position < Positions; position++)
            {
                for (int channel = 0; channel < 2; channel++)
                    bytes.Add(of[(3 + channel) * Positions + position] / (255 * 0.5f));
            }
        }

        return [.. left, .. bytes];
    }

    private static void Near(ReadOnlySpan<float> want, ReadOnlySpan<float> got) =>
        Assert.Null(Closeness.Describe("values", [.. want.ToArray().Select(value => (double)value)], got, Share));

    private static float[] Draw(int seed, int count, float least, float most)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => least + (most - least) * random.NextSingle())];
    }
}
