using ConvGen.Tests;

namespace ConvGen.Runtime.Tests.Training;

public class LossTests
{
    [Theory]
    [InlineData("cross_entropy_1")]
    [InlineData("cross_entropy_2")]
    [InlineData("cross_entropy_3")]
    [InlineData("cross_entropy_4")]
    [InlineData("mse_mean")]
    [InlineData("mse_sum")]
    public void LossAndGradientAreThoseOfPyTorch(string name)
    {
        var reference = new ReferenceCase(name);
        var node = reference.Root.GetProperty("nodes")[0];
        var settings = node.GetProperty("attributes");
        var reduction = settings.GetProperty("reduction").GetString() == "mean" ? Reduction.Mean : Reduction.Sum;
        Loss loss = node.GetProperty("op").GetString() == "MSE"
            ? new MeanSquaredErrorLoss(reduction)
            : new CrossEntropyLoss(settings.GetProperty("label_smoothing").GetSingle(), reduction);

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
            : Fill(examples * layout.Length);
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
    public void SettingsAreChecked()
    {
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
