using ConvGen.CodeFixes;

namespace ConvGen.Analyzers.Tests;

/// <summary>Numbers that were probably meant, and those that fit.</summary>
public class NumberFixTests
{
    private const string Usings = "using ConvGen;\n";

    public static TheoryData<string, string[], string> Offers => new()
    {
        { "Input(5, 8), Slice(3, 5)", ["Set count: 2 (channels 3 to 4)"], "Input(5, 8), Slice(3, 2)" },
        { "Input(5, 8), Slice(5)", [], "" },
        { "Input(5, 7), Crop(9)", ["Set size: 7 (output 7)"], "Input(5, 7), Crop(7)" },
        { "Input(5, 7, 8), Crop(9, Centered = true)", ["Set size: [7, 8] (output 7×8)"], "Input(5, 7, 8), Crop(7, 8, Centered = true)" },
        { "Input(5, 7, 8), Crop(6, 6, Begin = [2, 0])", ["Set size: [5, 6] (output 5×6)"], "Input(5, 7, 8), Crop(5, 6, Begin = [2, 0])" },
        { "Input(5, 7, 8), Crop([6, 5], Begin = [2, 0])", ["Set size: 5 (output 5×5)"], "Input(5, 7, 8), Crop(5, Begin = [2, 0])" },
        { "Input(5, 7), Crop(size: 6, Begin = [2])", ["Set size: 5 (output 5)"], "Input(5, 7), Crop(5, Begin = [2])" },
        { "Input(5, 7), Crop(Begin = [4], End = [3])", [], "" },
        { "Input(5, 7), Crop(2, Begin = [7])", [], "" },
        { "Input(3, 8, 10), Upsample(0.1)", ["Set scale: 0.125 (output 1×1)"], "Input(3, 8, 10), Upsample(0.125)" },
        { "Input(3, 8, 3), Upsample(Scale = [0.1, 2])", ["Set scale: [0.125, 2] (output 1×6)"], "Input(3, 8, 3), Upsample(0.125, 2)" },
        { "Input(3, 3), Upsample(0.1)", [], "" },
        { "Input(3, 9, 8), Pad(-5)", ["Set p: -3 (output 3×2)"], "Input(3, 9, 8), Pad(-3)" },
        { "Input(16, 8, 8), Reshape(4, 16, /* Wide. */ 15)", ["Set shape: [4, 16, 16]"], "Input(16, 8, 8), Reshape(4, 16, /* Wide. */ 16)" },
        { "Input(16), Reshape(4, 2)", ["Set shape: [8, 2]", "Set shape: [4, 4]"], "Input(16), Reshape(8, 2)" },
        { "Input(16), Reshape(new[] { 15 })", ["Set shape: [16]"], "Input(16), Reshape(16)" },
        { "Input(16), Reshape(3, 5)", [], "" },
        { "Input(3), Dropout(50)", ["Set p: 0.5"], "Input(3), Dropout(0.5)" },
        { "Input(3), Dropout(p: 7.0)", ["Set p: 0.07"], "Input(3), Dropout(p: 0.07)" },
        { "Input(3), Dropout(-0.25)", ["Set p: 0.25"], "Input(3), Dropout(0.25)" },
        { "Input(3), Dropout(1)", [], "" },
        { "Input(3), Dropout(1.5)", [], "" },
        { "Input(3), Dropout(-50)", [], "" },
        { "Input(3), Dropout(100)", [], "" },
        { "Input(3, -8), Relu", ["Set shape: [3, 8]"], "Input(3, 8), Relu" },
        { "Input(0, -8), Relu", [], "" },
        { "Input(3, 8, 8), Size(-9, 9), Relu", ["Set size: [9, 9]"], "Input(3, 8, 8), Size(9, 9), Relu" },
    };

    [Theory]
    [MemberData(nameof(Offers))]
    public async Task NumberIsOffered(string layers, string[] titles, string corrected)
    {
        string source = $"{Usings}[{layers}] // Kept.\npartial class Net;\n";
        Assert.Equal(titles, (await FixedSource.TitlesAsync(new EditArgumentsFix(), source)).Distinct());
        if (titles.Length == 0)
            return;
        string result = await FixedSource.ApplyFirstAsync(new EditArgumentsFix(), source);
        Assert.Equal($"{Usings}[{corrected}] // Kept.\npartial class Net;\n", result);
        Assert.Empty(await Compiled.AnalyzeAsync(Compiled.Compile(result)));
    }

    [Fact]
    public async Task ConstantsThatFitStay() => Assert.Equal(
        $"{Usings}[Input(16, 8, 8), Reshape(Net.Channels, 16, 16)] partial class Net {{ public const int Channels = 4; }}",
        await FixedSource.ApplyAsync(
            new EditArgumentsFix(),
            $"{Usings}[Input(16, 8, 8), Reshape(Net.Channels, 16, 15)] partial class Net {{ public const int Channels = 4; }}",
            "Set shape: [4, 16, 16]"));

    [Fact]
    public async Task AllSignsOfAShapeAreTakenAwayAtOnce() => Assert.Equal(
        $"{Usings}[Input(3, 8), Relu] partial class A;\n[Input(4), Reshape(2, 2)] partial class B;",
        await FixedSource.ApplyAllAsync(
            new EditArgumentsFix(),
            $"{Usings}[Input(-3, -8), Relu] partial class A;\n[Input(4), Reshape(-2, 2)] partial class B;",
            "CG2011 raise shape"));

    [Fact]
    public async Task AllPercentagesAreMadeFractionsAtOnce() => Assert.Equal(
        $"{Usings}[Input(3), Dropout(0.5), Dense(3), Dropout(1), Dense(3), Dropout(0.2)] partial class Net;",
        await FixedSource.ApplyAllAsync(
            new EditArgumentsFix(),
            $"{Usings}[Input(3), Dropout(50), Dense(3), Dropout(1), Dense(3), Dropout(20)] partial class Net;",
            "CG2006 probability that is meant"));
}
