using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;
using ConvGen.Numerics.Tests.Reference;
using static ConvGen.Numerics.Tests.Declarations.DeclaredNetwork;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Maps that change their size.</summary>
public class UpsampleTests
{
    private const string Bilinear = "Mode = UpsampleMode.Bilinear";
    private const string Bicubic = "Mode = UpsampleMode.Bicubic";
    private const string Antialias = "Antialias = true";
    private const string ExcludeOutside = "ExcludeOutside = true";
    private static readonly Sampling Aligned = new(Sampling.AlignCorners, null);
    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    private static double HalfPixelForNearest(int o, int input, int output) => (o + 0.5) * input / output;

    private static CaseBook Fill()
    {
        CaseBook book = new();
        book.Add("nearest, twice", Of(17, 4, 5).Upsample("2", [8, 10], Sampling.Floor));
        book.Add("nearest, by axis", Of(3, 7, 5).Upsample("2, 3", [14, 15], Sampling.Floor).Conv(4, new(3) { Begin = [1] }));
        book.Add("nearest, to a size", Of(33, 7).Upsample("Size = [17]", [17], Sampling.Floor));
        book.Add("nearest, to fewer", Of(16, 9, 11).Upsample("Size = [4, 7]", [4, 7], Sampling.Floor));
        book.Add("nearest, 3-D", Of(5, 2, 3, 4).Upsample("Scale = [2, 1, 1.5]", [4, 3, 6], Sampling.Floor));
        book.Add("nearest, long and uneven", Of(2, 131).Upsample("Size = [223]", [223], Sampling.Floor));
        book.Add("linear, twice", Of(17, 5).Upsample($"2, {Bilinear}", [10], Sampling.Linear));
        book.Add("bilinear, twice", Of(3, 6, 5).Conv(17, new(3)).Relu().Upsample($"2, {Bilinear}", [8, 6], Sampling.Linear).Conv(3, new(3) { Begin = [1] }));
        book.Add("bilinear, to a size", Of(4, 5, 7).Upsample($"Size = [8, 11], {Bilinear}", [8, 11], Sampling.Linear));
        book.Add("bilinear, to fewer", Of(31, 7, 9).Upsample($"Size = [5, 3], {Bilinear}", [5, 3], Sampling.Linear));
        book.Add("bilinear, corners aligned", Of(9, 5, 4).Upsample($"Size = [9, 11], {Bilinear}, AlignCorners = true", [9, 11], Aligned));
        book.Add("bilinear, corners aligned, of one", Of(2, 1, 4).Upsample($"Size = [3, 1], {Bilinear}, AlignCorners = true", [3, 1], Aligned));
        book.Add("trilinear", Of(16, 2, 3, 4).Upsample($"2, {Bilinear}", [4, 6, 8], Sampling.Linear));
        book.Add("trilinear, one axis", Of(3, 2, 3, 4).Upsample($"Size = [2, 3, 9], {Bilinear}", [2, 3, 9], Sampling.Linear));
        book.Add("linear, long and uneven", Of(2, 101).Upsample($"Size = [173], {Bilinear}", [173], Sampling.Linear));
        book.Add("bilinear, asymmetric", Of(3, 4, 5).Upsample($"2, {Bilinear}, Coordinates = SampleCoordinates.Asymmetric", [8, 10], new(Sampling.Asymmetric, null)));
        book.Add("bilinear, a scale that leaves a rest", Of(2, 4, 5).Upsample($"0.6, {Bilinear}", [2, 3], new((o, _, _) => (o + 0.5) / 0.6 - 0.5, null)));
        book.Add("nearest, after", Of(3, 4, 5).Upsample(
            "Size = [7, 9], Coordinates = SampleCoordinates.HalfPixel, Rounding = NearestRounding.Ceiling", [7, 9], new(Sampling.HalfPixel, Math.Ceiling)));
        book.Add("nearest, half up", Of(3, 4, 6).Upsample(
            "Size = [8, 4], Coordinates = SampleCoordinates.Asymmetric, Rounding = NearestRounding.HalfUp", [8, 4], new(Sampling.Asymmetric, place => Math.Floor(place + 0.5))));
        book.Add("nearest, half down", Of(3, 4, 6).Upsample(
            "Size = [8, 4], Coordinates = SampleCoordinates.Asymmetric, Rounding = NearestRounding.HalfDown", [8, 4], new(Sampling.Asymmetric, place => Math.Ceiling(place - 0.5))));
        book.Add("cubic, to a size", Of(5, 7).Upsample($"Size = [19], {Bicubic}", [19], Sampling.Cubic()));
        book.Add("bicubic, twice", Of(17, 4, 5).Upsample($"2, {Bicubic}", [8, 10], Sampling.Cubic()));
        book.Add("bicubic, to fewer", Of(3, 7, 9).Upsample($"Size = [5, 3], {Bicubic}", [5, 3], Sampling.Cubic()));
        book.Add("bicubic, of one", Of(3, 1, 5).Upsample($"Size = [3, 8], {Bicubic}", [3, 8], Sampling.Cubic()));
        book.Add("bicubic, another coefficient", Of(4, 5, 6).Upsample($"Size = [11, 7], {Bicubic}, CubicCoefficient = -0.5", [11, 7], Sampling.Cubic(-0.5)));
        book.Add("bicubic, corners aligned", Of(9, 5, 4).Upsample(
            $"Size = [9, 11], {Bicubic}, AlignCorners = true", [9, 11], Sampling.Cubic() with { Place = Sampling.AlignCorners }));
        book.Add("bicubic, without the outside", Of(3, 5, 4).Upsample(
            $"Size = [8, 3], {Bicubic}, {ExcludeOutside}", [8, 3], Sampling.Cubic() with { ExcludeOutside = true }));
        book.Add("bicubic, antialiased", Of(3, 11, 17).Upsample(
            $"Size = [4, 7], {Bicubic}, {Antialias}", [4, 7], Sampling.Cubic() with { Antialias = true }));
        book.Add("bicubic, antialiased, without the outside", Of(16, 9, 13).Upsample(
            $"Size = [3, 20], {Bicubic}, CubicCoefficient = -0.5, {Antialias}, {ExcludeOutside}",
            [3, 20],
            Sampling.Cubic(-0.5) with { Antialias = true, ExcludeOutside = true }));
        book.Add("tricubic", Of(3, 3, 4, 2).Upsample($"Size = [5, 3, 4], {Bicubic}", [5, 3, 4], Sampling.Cubic()));
        book.Add("linear, antialiased", Of(3, 23).Upsample(
            $"Size = [5], {Bilinear}, {Antialias}", [5], new(Sampling.HalfPixel, null) { Filter = Sampling.Triangle, Antialias = true }));
        book.Add("bilinear, antialiased, without the outside", Of(17, 12, 7).Upsample(
            $"Size = [4, 9], {Bilinear}, {Antialias}, {ExcludeOutside}",
            [4, 9],
            new(Sampling.HalfPixel, null) { Filter = Sampling.Triangle, Antialias = true, ExcludeOutside = true }));
        book.Add("bilinear, antialiased, long and uneven", Of(2, 173).Upsample(
            $"Size = [101], {Bilinear}, {Antialias}", [101], new(Sampling.HalfPixel, null) { Filter = Sampling.Triangle, Antialias = true }));
        book.Add("bilinear, corners of the scaled map aligned", Of(2, 4, 7).Upsample(
            $"0.6, {Bilinear}, Coordinates = SampleCoordinates.AlignScaledCorners", [2, 4], new((o, input, _) => o * (input - 1) / (0.6 * input - 1), null)));
        book.Add("bilinear, corners of the scaled map aligned, a ratio", Of(2, 4, 6).Upsample(
            $"1.5, {Bilinear}, Coordinates = SampleCoordinates.AlignScaledCorners", [6, 9], Aligned));
        book.Add("bilinear, half pixels for the nearest", Of(2, 4, 5).Upsample(
            $"Size = [7, 3], {Bilinear}, Coordinates = SampleCoordinates.HalfPixelForNearest", [7, 3], new(HalfPixelForNearest, null)));
        book.Add("nearest, half pixels for the nearest", Of(2, 4, 5).Upsample(
            "Size = [7, 3], Coordinates = SampleCoordinates.HalfPixelForNearest", [7, 3], new(HalfPixelForNearest, Math.Floor)));
        book.Add("nearest, half pixels for the nearest, a scale that leaves a rest", Of(2, 4, 5).Upsample(
            "1.3, Coordinates = SampleCoordinates.HalfPixelForNearest", [5, 6], new((o, _, _) => (o + 0.5) / 1.3, Math.Floor)));
        book.Add("a decoder", Of(3, 8, 8).Conv(5, new(3) { Begin = [1] }, name: "a").MaxPool(new(2)).Conv(6, new(3) { Begin = [1] }).Relu()
            .Upsample("2", [8, 8], Sampling.Floor, name: "b").Concat("a", "b").Conv(4, new(3) { Begin = [1] }));
        return book;
    }
}
