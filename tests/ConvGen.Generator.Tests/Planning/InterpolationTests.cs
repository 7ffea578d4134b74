using ConvGen.Generator.Geometry;
using ConvGen.Model.Layers.Reshaping;
using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;
using Coordinates = ConvGen.Model.Layers.Reshaping.SampleCoordinates;
using Nearest = ConvGen.Model.Layers.Reshaping.NearestRounding;

namespace ConvGen.Generator.Tests.Planning;

/// <summary>Which positions an enlarged or reduced axis is made of.</summary>
public class InterpolationTests
{
    public static TheoryData<Nearest> Roundings => [.. Enum.GetValues<Nearest>()];

    /// <summary>11.5·(1 − 57/57.5) + 8.5/2.5 − 0.5 is 3, though not in double precision.</summary>
    [Theory]
    [MemberData(nameof(Roundings))]
    public void AWholeNumberIsItsPosition(Nearest rounding) =>
        Assert.Equal(3, Source(Coordinates.HalfPixelSymmetric, rounding, input: 23, output: 57, scale: 2.5, position: 8));

    /// <summary>10/(1/0.3) is 3, and 3/0.1 is 30.</summary>
    [Theory]
    [InlineData(40, 133, 1 / 0.3, 10, 3)]
    [InlineData(100, 10, 0.1, 3, 30)]
    [InlineData(7, 23, 3.3, 10, 3)]
    public void ScalesThatAreNoBinaryFractionsMeanWhatTheySay(int input, int output, double scale, int position, int source) =>
        Assert.Equal(source, Source(Coordinates.Asymmetric, Nearest.Floor, input, output, scale, position));

    /// <summary>6.5/1.3 − 0.5 is 4.5: half way, which each rounding decides.</summary>
    [Theory]
    [InlineData(Nearest.HalfDown, 4)]
    [InlineData(Nearest.HalfUp, 5)]
    public void TheMiddleIsDecidedByTheRounding(Nearest rounding, int source) =>
        Assert.Equal(source, Source(Coordinates.HalfPixel, rounding, input: 10, output: 13, scale: 1.3, position: 6));

    private static int Source(Coordinates coordinates, Nearest rounding, int input, int output, double scale, int position)
    {
        UpsampleLayer layer = new(new EquatableArray<double>(scale), null, Model.Layers.Reshaping.UpsampleMode.Nearest) { Coordinates = coordinates, Rounding = rounding };
        AxisMap map = Interpolation.Map(layer, new SampledAxis(input, output, 1) { Scale = scale });
        return map.Taps[map.Starts[position]].Source;
    }
}
