using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;
using static ConvGen.Model.Tests.Declared;

namespace ConvGen.Model.Tests;

/// <summary>How examples lie and what the network sees of their elements.</summary>
public class InputTests
{
    private static readonly InputLayer Image = new(new EquatableArray<int>(3, 4, 5));

    [Fact]
    public void LeftOutSettingsChangeNothing()
    {
        Assert.True(Image.IsPlain);
        Assert.Equal("", Settings(Image));
        Assert.True((Image with { Mean = new(0.0, 0, 0), Std = new(1.0) }).IsPlain);
        Assert.Equal("", Settings(Image with { Mean = new(0.0, 0, 0), Std = new(1.0) }));
    }

    [Fact]
    public void FloatsAreNormalisedByMeanAndStd()
    {
        InputLayer input = Image with { Mean = new(0.5, -2, 0), Std = new(0.25, 4, 1) };
        Assert.False(input.IsPlain);
        Assert.False(input.IsUniform);
        Assert.Equal([4, 0.25, 1], Enumerable.Range(0, 3).Select(input.Scale));
        Assert.Equal([-2, 0.5, 0], Enumerable.Range(0, 3).Select(input.Shift));
        Assert.Equal("mean 0.5/-2/0, std 0.25/4/1", Settings(input));
    }

    [Fact]
    public void BytesAreNormalisedOnTheScaleOfZeroToOne()
    {
        InputLayer input = Image with { Element = InputElement.Byte, Mean = new(0.5), Std = new(0.25) };
        Assert.True(input.IsUniform);
        Assert.Equal(1 / (255 * 0.25), input.Scale(2));
        Assert.Equal(-2, input.Shift(2));
        Assert.Equal("bytes, mean 0.5, std 0.25", Settings(input));
        Assert.False((Image with { Element = InputElement.Byte }).IsPlain);
        Assert.Equal(1 / 255.0, (Image with { Element = InputElement.Byte }).Scale(0));
    }

    // A summand of −0 would be written differently from one compiler's runtime to another.
    [Fact]
    public void NoMeanAddsPlainZero() => Assert.False(double.IsNegative((Image with { Std = new(2.0) }).Shift(0)));

    [Theory]
    [InlineData("5×3", true, 3, 5)]
    [InlineData("4×5×3", true, 3, 4, 5)]
    [InlineData("2×4×5×3", true, 3, 2, 4, 5)]
    [InlineData("7", false, 7)]
    [InlineData("4×5×1", false, 1, 4, 5)]
    [InlineData("1×1×6", false, 6, 1, 1)]
    public void InterleavedPutsChannelsLast(string shape, bool differs, params int[] dimensions)
    {
        InputLayer input = new(new EquatableArray<int>(dimensions)) { Layout = InputLayout.Interleaved };
        Assert.Equal(shape, input.ExampleShape);
        Assert.Equal(differs, input.IsInterleaved);
        Assert.Equal(!differs, input.IsPlain);
        Assert.Equal("interleaved", Settings(input));
        Assert.Equal(new FeatureShape(dimensions[0], new(dimensions[1..])), Network(Of(input), Relu()).Nodes[1].Shape);
        Assert.Equal(string.Join('×', dimensions), (input with { Layout = InputLayout.Planar }).ExampleShape);
    }

    [Fact]
    public void ManyNumbersAreNotListed()
    {
        InputLayer input = new(new EquatableArray<int>(5)) { Mean = new(1.0, 2, 3, 4, 5), Std = new(2.0, 2, 2, 2, 2) };
        Assert.Equal("mean per channel, std 2", Settings(input));
    }

    [Fact]
    public void OneNumberOrOnePerChannel()
    {
        Assert.Equal(ProblemIds.ChannelCount, OnlyProblem(Of(Image with { Mean = new(1.0, 2) }), Relu()).Id);
        Assert.Equal(ProblemIds.ChannelCount, OnlyProblem(Of(Image with { Std = new(1.0, 2, 3, 4) }), Relu()).Id);
        Assert.Equal(
            ["Mean", "Std"],
            ProblemsOf(Of(Image with { Mean = EquatableArray<double>.Empty, Std = new(1.0, 2) }), Relu()).Select(found => found.Problem.Arguments[1]));
    }

    [Fact]
    public void EveryWrongNumberIsReportedOnce()
    {
        InputLayer input = Image with { Mean = new(double.NaN, 1, 1e39), Std = new(1.0, 0, double.NegativeInfinity) };
        Assert.Equal(
            [(ProblemIds.Std, 1), (ProblemIds.Std, 2), (ProblemIds.Mean, 0), (ProblemIds.Mean, 2)],
            ProblemsOf(Of(input), Relu()).Select(found => (found.Problem.Id, found.Problem.Element!.Value)));
    }

    [Theory]
    [InlineData(1e30, 1e-10, true)]
    [InlineData(1e30, 1e-8, false)]
    [InlineData(0, 3e-39, false)]
    [InlineData(0, 2e-39, true)]
    public void FactorsAndSummandsAreNumbersInSinglePrecision(double mean, double std, bool isProblem)
    {
        InputLayer input = Image with { Mean = new(mean), Std = new(1, 1, std) };
        if (isProblem)
        {
            Assert.NotEmpty(ProblemsOf(Of(input), Relu()));
            return;
        }

        Network(Of(input), Relu());
        Assert.True(float.IsFinite((float)input.Scale(2)) && float.IsFinite((float)input.Shift(2)));
    }

    private static string Settings(InputLayer input) => Network(Of(input), Relu()).Nodes[0].Settings;
}
