using ConvGen.Tests;

namespace ConvGen.Runtime.Tests.Training;

public class LossTests
{
    [Theory]
    [InlineData("cross_entropy_1")]
    [InlineData("cross_entropy_2")]
    [InlineData("cross_entropy_3")]
    [InlineData("cross_entropy_4")]
    [InlineData("nll")]
    [InlineData("bce_with_logits")]
    [InlineData("mse_mean")]
    [InlineData("mse_sum")]
    [InlineData("l1")]
    [InlineData("smooth_l1")]
    [InlineData("huber")]
    public void LossAndGradientAreThoseOfPyTorch(string name)
    {
        var reference = new ReferenceCase(name);
        var node = reference.Root.GetProperty("nodes")[0];
        var settings = node.GetProperty("attributes");
        var reduction = settings.GetProperty("reduction").GetString() == "mean" ? Reduction.Mean : Reduction.Sum;
        Loss loss = node.GetProperty("op").GetString() switch
        {
            "CrossEntropy" => new CrossEntropyLoss(settings.GetProperty("label_smoothing").GetSingle(), reduction),
            "NLL" => new NegativeLogLikelihoodLoss(reduction),
            "BCEWithLogits" => new BinaryCrossEntropyLoss(1, reduction),
            "L1" => new MeanAbsoluteErrorLoss(reduction),
            "SmoothL1" => new SmoothL1Loss(settings.GetProperty("beta").GetSingle(), reduction),
            "Huber" => new HuberLoss(settings.GetProperty("delta").GetSingle(), reduction),
            _ => new MeanSquaredErrorLoss(reduction),
        };

        var inputs = reference.Root.GetProperty("inputs");
        int[] shape = [.. inputs[0].GetProperty("shape").EnumerateArray().Select(extent => extent.GetInt32())];
        float[] outputs = reference.Read(inputs[0]);
        float[] gradient = new float[outputs.Length];
        float value = loss.Evaluate(outputs, reference.Read(inputs[1]), shape[0], FeatureLayout.Of(shape[1..]), gradient);
        reference.AssertClose(reference.Root.GetProperty("outputs")[0], [value]);

        float upstream = reference.Read(reference.Root.GetProperty("upstream")[0])[0];
        float[] scaled = Array.ConvertAll(gradient, slope => slope * upstream);
        reference.AssertClose(reference.Root.GetProperty("input_gradients")[0], scaled);
    }

    public static TheoryData<Loss, int, int, int> Cases => new()
    {
        { Loss.CrossEntropy, 3, 5, 1 },
        { Loss.CrossEntropy, 2, 3, 7 },
        { new CrossEntropyLoss(0.2f), 3, 4, 2 },
        { new CrossEntropyLoss(1, Reduction.Sum), 2, 6, 3 },
        { new CrossEntropyLoss(0, Reduction.Sum), 1, 2, 1 },
        { new CrossEntropyLoss(0, Reduction.Mean, [0.5f, 2, 0, 1]), 3, 4, 2 },
        { new CrossEntropyLoss(0.3f, Reduction.Mean, [0.5f, 2, 1.5f], ignoredLabel: 1), 3, 3, 4 },
        { new CrossEntropyLoss(0.3f, Reduction.Sum, [0.5f, 2, 1.5f]), 2, 3, 2 },
        { Loss.NegativeLogLikelihood, 3, 5, 2 },
        { new NegativeLogLikelihoodLoss(Reduction.Mean, [0.5f, 2, 1.5f], ignoredLabel: 0), 3, 3, 4 },
        { Loss.BinaryCrossEntropy, 3, 4, 2 },
        { new BinaryCrossEntropyLoss(3, Reduction.Sum), 1, 3, 2 },
        { Loss.MeanAbsoluteError, 3, 4, 2 },
        { Loss.Huber, 2, 4, 2 },
        { new HuberLoss(0.3f, Reduction.Sum), 1, 3, 2 },
        { new SmoothL1Loss(0.3f), 2, 3, 2 },
        { new SmoothL1Loss(0), 2, 3, 2 },
        { Loss.MeanSquaredError, 3, 4, 2 },
        { new MeanSquaredErrorLoss(Reduction.Sum), 2, 5, 1 },
    };

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void GradientIsTheSlope(Loss loss, int examples, int channels, int positions)
    {
        var layout = new FeatureLayout(channels, positions);
        var random = new Random(channels * 10 + positions);
        float[] outputs = Fill(examples * layout.Length);
        float[] targets = loss.TakesClasses
            ? [.. Enumerable.Range(0, examples * positions).Select(_ => (float)random.Next(channels))]
            : [.. outputs.Select(output => output + (random.Next(2) == 0 ? -1 : 1) * (0.1f + random.NextSingle()))]; // no kink between the two steps
        float[] gradient = new float[outputs.Length];
        loss.Evaluate(outputs, targets, examples, layout, gradient);
        const float Step = 1f / 64;
        for (int i = 0; i < outputs.Length; i++)
        {
            float at = outputs[i];
            outputs[i] = at + Step;
            double above = loss.Evaluate(outputs, targets, examples, layout, default);
            outputs[i] = at - Step;
            double below = loss.Evaluate(outputs, targets, examples, layout, default);
            outputs[i] = at;
            Assert.Equal((above - below) / (2 * Step), gradient[i], 3e-4);
        }

        float[] Fill(int count) => [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextSingle() - 1)];
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 0)]
    [InlineData(-2, -2)]
    [InlineData(1 << 16, 1 << 16)]
    public void LayoutsThatCannotBeAreRefused(int channels, int positions)
    {
        var layout = new FeatureLayout(channels, positions);
        Assert.Equal("layout", Assert.Throws<ArgumentException>(() => Loss.CrossEntropy.Evaluate([], [], 1, layout, default)).ParamName);
        Assert.Equal("layout", Assert.Throws<ArgumentException>(() => CrossEntropyLoss.LogProbabilities([], layout, [])).ParamName);
        Assert.Equal("shape", Assert.Throws<ArgumentException>(() => FeatureLayout.Of([channels, positions])).ParamName);
        Assert.Equal(new FeatureLayout(3, 20), FeatureLayout.Of([3, 4, 5]));
    }

    [Fact]
    public void SoftCrossEntropyIsThatOfPyTorch()
    {
        // torch.nn.CrossEntropyLoss with probabilities as targets.
        float[] gradient = new float[6];
        float loss = new SoftCrossEntropyLoss().Evaluate([1, 2, -1, 0.5f, -0.3f, 0.2f], [0.7f, 0.2f, 0.1f, 0, 0.25f, 0.75f], 2, new FeatureLayout(3, 1), gradient);
        Assert.Equal(1.2789905f, loss, 1e-6f);
        float[] expected = [-0.22025175f, 0.25269228f, -0.03244048f, 0.22829516f, -0.02242038f, -0.20587479f];
        Assert.All(expected.Zip(gradient), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));

        // The same, two positions of one map.
        float[] map = new float[6];
        Assert.Equal(loss, new SoftCrossEntropyLoss().Evaluate([1, 0.5f, 2, -0.3f, -1, 0.2f], [0.7f, 0, 0.2f, 0.25f, 0.1f, 0.75f], 1, new FeatureLayout(3, 2), map));
        Assert.Equal([gradient[0], gradient[3], gradient[1], gradient[4], gradient[2], gradient[5]], map);
    }

    [Fact]
    public void HugeLogitsDoNotOverflow()
    {
        float[] gradient = new float[3];
        float value = Loss.CrossEntropy.Evaluate([1e30f, -1e30f, 0], [0], 1, new FeatureLayout(3, 1), gradient);
        Assert.Equal(0, value);
        Assert.Equal([0f, 0f, 0f], gradient);
        Assert.Equal(1000, Loss.CrossEntropy.Evaluate([1000, 0], [1], 1, new FeatureLayout(2, 1), gradient.AsSpan(0, 2)), 1e-3);
        Assert.Equal([1f, -1f], gradient[..2]);
    }

    [Theory]
    [InlineData(3f, "3")]
    [InlineData(-1f, "-1")]
    [InlineData(0.5f, "0.5")]
    [InlineData(float.NaN, "NaN")]
    public void TargetsThatAreNoClassAreNamedWithTheirPlace(float target, string shown)
    {
        using var culture = new HostileCulture();
        var thrown = Assert.Throws<ArgumentException>(
            () => Loss.CrossEntropy.Evaluate(new float[12], [0, 1, 2, target], 2, new FeatureLayout(3, 2), default));
        Assert.Equal("targets", thrown.ParamName);
        Assert.StartsWith($"The target of example 1, position 1 is {shown}; classes are 0 to 2.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LengthsAreChecked()
    {
        var layout = new FeatureLayout(3, 2);
        Assert.Equal("outputs", Assert.Throws<ArgumentException>(() => Loss.CrossEntropy.Evaluate(new float[7], [0, 0], 1, layout, default)).ParamName);
        Assert.Equal("targets", Assert.Throws<ArgumentException>(() => Loss.CrossEntropy.Evaluate(new float[6], [0], 1, layout, default)).ParamName);
        Assert.Equal("gradient", Assert.Throws<ArgumentException>(() => Loss.CrossEntropy.Evaluate(new float[6], [0, 0], 1, layout, new float[5])).ParamName);
        Assert.Equal("targets", Assert.Throws<ArgumentException>(() => Loss.MeanSquaredError.Evaluate(new float[6], [0, 0], 1, layout, default)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => Loss.MeanSquaredError.Evaluate([], [], 0, layout, default));
    }

    [Fact]
    public void TheGradientMustLieApart()
    {
        float[] memory = new float[9];
        var layout = FeatureLayout.Of([3]);
        Assert.Equal("gradient", Assert.Throws<ArgumentException>(
            () => Loss.CrossEntropy.Evaluate(memory.AsSpan(0, 3), memory.AsSpan(8, 1), 1, layout, memory.AsSpan(2, 3))).ParamName);
        Assert.Equal("gradient", Assert.Throws<ArgumentException>(
            () => Loss.CrossEntropy.Evaluate(memory.AsSpan(0, 3), memory.AsSpan(5, 1), 1, layout, memory.AsSpan(3, 3))).ParamName);
        Assert.Equal(MathF.Log(3), Loss.CrossEntropy.Evaluate(memory.AsSpan(0, 3), memory.AsSpan(6, 1), 1, layout, memory.AsSpan(3, 3)), 1e-6f);
    }

    [Fact]
    public void WeightedMeanIsDividedByTheWeights()
    {
        // Two positions of two classes: −log p is log(1 + e) and log(1 + 1/e), the weights 1 and 3.
        float value = new CrossEntropyLoss(0, Reduction.Mean, [1, 3]).Evaluate([0, 0, 1, 1], [0, 1], 1, new FeatureLayout(2, 2), default);
        Assert.Equal((Math.Log(1 + Math.E) + 3 * Math.Log(1 + 1 / Math.E)) / 4, value, 1e-6);
    }

    [Fact]
    public void SmoothingIsWeightedClassByClass()
    {
        // torch: ((1 − ε)·w[t]·(−log p[t]) + ε/C·Σ w[c]·(−log p[c])) / w[t]
        double[] logits = [1, 0, -1];
        double[] weights = [2, 1, 0.5];
        double logSum = Math.Log(logits.Sum(Math.Exp));
        double expected = (0.7 * weights[0] * (logSum - logits[0]) + 0.1 * logits.Zip(weights, (x, w) => w * (logSum - x)).Sum()) / weights[0];
        float value = new CrossEntropyLoss(0.3f, Reduction.Mean, [2, 1, 0.5f]).Evaluate([1, 0, -1], [0], 1, new FeatureLayout(3, 1), default);
        Assert.Equal(expected, value, 1e-6);
    }

    [Theory]
    [InlineData(-100)]
    [InlineData(1)]
    [InlineData(9)]
    public void IgnoredLabelsCountForNothing(int ignored)
    {
        float[] outputs = [1, 2, 3, 4, 5, 6, 0, 1];
        float[] gradient = new float[8];
        var layout = new FeatureLayout(2, 2);
        var loss = new CrossEntropyLoss(0.1f, ignoredLabel: ignored);
        float value = loss.Evaluate(outputs, [0, ignored, ignored, ignored], 2, layout, gradient);
        Assert.Equal(new CrossEntropyLoss(0.1f).Evaluate([1, 3], [0], 1, new FeatureLayout(2, 1), default), value);
        Assert.All(new[] { 1, 3, 4, 5, 6, 7 }, i => Assert.Equal(0, gradient[i]));
        Assert.NotEqual(0, gradient[0]);

        // A mean over nothing.
        Assert.Equal(0, loss.Evaluate(outputs, [ignored, ignored, ignored, ignored], 2, layout, gradient));
        Assert.All(gradient, slope => Assert.Equal(0, slope));
    }

    [Fact]
    public void HugeBinaryLogitsNeitherOverflowNorVanish()
    {
        float[] gradient = new float[4];
        float value = new BinaryCrossEntropyLoss(2, Reduction.Sum).Evaluate([1000, -1000, 1000, -1000], [1, 0, 0, 1], 1, new FeatureLayout(4, 1), gradient);
        Assert.Equal(3000, value);
        Assert.Equal([0f, 0f, 1f, -2f], gradient);
        Assert.Equal(9.357623e-14f, Loss.BinaryCrossEntropy.Evaluate([30], [1], 1, new FeatureLayout(1, 1), default), 1e-19f);
    }

    [Fact]
    public void LogProbabilitiesAreThoseOfTheLoss()
    {
        float[] logits = [1, 2, 3, -1, 0, 5, 2, 2, 7, 1, 1, 1];
        var layout = new FeatureLayout(3, 2);
        float[] logarithms = new float[12];
        CrossEntropyLoss.LogProbabilities(logits, layout, logarithms);
        float[] targets = [0, 2, 1, 1];
        Assert.Equal(
            Loss.CrossEntropy.Evaluate(logits, targets, 2, layout, default),
            Loss.NegativeLogLikelihood.Evaluate(logarithms, targets, 2, layout, default),
            1e-6f);
        Assert.Throws<ArgumentException>(() => CrossEntropyLoss.LogProbabilities(new float[5], layout, new float[5]));
        Assert.Throws<ArgumentException>(() => CrossEntropyLoss.LogProbabilities(new float[6], layout, new float[5]));
    }

    [Fact]
    public void ClassWeightsMustBeAsManyAsClasses()
    {
        var loss = new CrossEntropyLoss(classWeights: [1, 2]);
        var thrown = Assert.Throws<ArgumentException>(() => loss.Evaluate(new float[3], [0], 1, new FeatureLayout(3, 1), default));
        Assert.StartsWith("The loss has weights for 2 classes; the results have 3.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SettingsAreChecked()
    {
        Assert.Throws<ArgumentException>(() => new CrossEntropyLoss(classWeights: []));
        Assert.Throws<ArgumentException>(() => new NegativeLogLikelihoodLoss(classWeights: [1, -1]));
        Assert.Throws<ArgumentException>(() => new NegativeLogLikelihoodLoss(classWeights: [1, float.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BinaryCrossEntropyLoss(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HuberLoss(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SmoothL1Loss(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CrossEntropyLoss(-0.1f));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CrossEntropyLoss(float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MeanSquaredErrorLoss((Reduction)7));
    }

    [Fact]
    public void LayoutOfAShape()
    {
        Assert.Equal(new FeatureLayout(10, 1), FeatureLayout.Of([10]));
        Assert.Equal(new FeatureLayout(3, 20), FeatureLayout.Of([3, 4, 5]));
        Assert.Equal(60, FeatureLayout.Of([3, 4, 5]).Length);
    }
}
