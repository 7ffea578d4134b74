using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Kernels.Convolution;
using ConvGen.Generator.Tiling;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Tests.Kernels;

/// <summary>How the work of convolutions is cut so that threads get equal shares.</summary>
public class WorkSplitTests
{
    [Theory]
    [InlineData(1, 2.0)]
    [InlineData(2, 1.0)]
    [InlineData(5, 1.2)]
    [InlineData(64, 1.0)]
    public void TheLargerShareOfTwoThreads(int pieces, double expected) => Assert.Equal(expected, ThreadShares.OfTwo(pieces), 12);

    [Theory]
    [InlineData(128, 512, 784)]
    [InlineData(96, 24, 3136)]
    [InlineData(256, 64, 3136)]
    [InlineData(64, 256, 3136)]
    public void ALongRowIsCutIntoAnEvenNumberOfStretches(int inputs, int outputs, int positions)
    {
        ConvolutionKernel kernel = Pointwise(inputs, outputs, positions);
        foreach (VectorTarget target in VectorTarget.All)
        {
            Assert.Equal(0, kernel.StripsOfExample(target) % 2);
        }
    }

    [Fact]
    public void AShortRowIsNotCutBelowATile() => Assert.Equal(1, Pointwise(16, 16, 7).StripsOfExample(VectorTarget.Avx512));

    [Theory]
    [InlineData(64, 256, 3136, true)]
    [InlineData(1024, 256, 196, false)]
    [InlineData(512, 2048, 49, false)]
    public void WhatIsReadAgainDecidesAboutTheOrder(int inputs, int outputs, int positions, bool stripsFirst) =>
        Assert.Equal(stripsFirst, WorkOrders.Choose(new ChannelGroups(inputs, outputs, 1), Row(positions)) == WorkOrder.StripsFirst);

    [Theory]
    [InlineData("a", "a")]
    [InlineData("12", "12")]
    [InlineData("a + b", "(a + b)")]
    [InlineData("(a + b)", "(a + b)")]
    [InlineData("(a) + (b)", "((a) + (b))")]
    public void AFactorIsInParenthesesOnce(string expression, string expected) => Assert.Equal(expected, Text.Factor(expression));

    private static WindowGeometry Row(int positions) =>
        new(AxisWindow.Unit, AxisWindow.Unit, new AxisWindow(positions, 0, 1, 0, 1, 1, 1));

    private static ConvolutionKernel Pointwise(int inputs, int outputs, int positions)
    {
        var strides = new Strides(16, 16 * positions, 16 * positions, 16 * positions, 1, 0);
        return new ConvolutionKernel("Conv", new ChannelGroups(inputs, outputs, 1), Row(positions), strides, strides, null, HasBias: false, Activation.Identity);
    }
}
