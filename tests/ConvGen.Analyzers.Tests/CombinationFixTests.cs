using ConvGen.CodeFixes;

namespace ConvGen.Analyzers.Tests;

/// <summary>Values that are offered to a layer which combines several and names none.</summary>
public class CombinationFixTests
{
    private const string Usings = "using ConvGen;\n[Block, Relu, Conv(4, k: 1), Relu] class Stage;\n";

    public static TheoryData<string, string[], string> Offers => new()
    {
        {
            "Input(4, 8, 8), Conv(4, k: 3, p: 1), Conv(8, k: 3, p: 1), Conv(4, k: 3, p: 1), Add",
            ["Combine with 'conv1' (output 4×8×8)", "Combine with 'input' (output 4×8×8)"],
            "Input(4, 8, 8), Conv(4, k: 3, p: 1), Conv(8, k: 3, p: 1), Conv(4, k: 3, p: 1), Add(\"conv1\")"
        },
        {
            "Input(4, 8, 8), Conv(6, k: 3), Conv(2, k: 3, p: 1), Concat()",
            ["Combine with 'conv1' (output 8×6×6)"],
            "Input(4, 8, 8), Conv(6, k: 3), Conv(2, k: 3, p: 1), Concat(\"conv1\")"
        },
        {
            "Input(4), Dense(4), Dense(1), Multiply(From = \"input\", Name = \"m\")",
            ["Combine with 'fc2' (output 4)", "Combine with 'fc1' (output 4)"],
            "Input(4), Dense(4), Dense(1), Multiply(\"fc2\", From = \"input\", Name = \"m\")"
        },
        {
            "Input(4, 8, 8), Use<Stage>(Repeat = 2), Relu, Add",
            ["Combine with 'block1' (output 4×8×8)", "Combine with 'input' (output 4×8×8)"],
            "Input(4, 8, 8), Use<Stage>(Repeat = 2), Relu, Add(\"block1\")"
        },
        {
            "Input(4), Relu, Output(\"x\"), Subtract, Output(\"y\")",
            ["Combine with 'input' (output 4)"],
            "Input(4), Relu, Output(\"x\"), Subtract(\"input\"), Output(\"y\")"
        },
        {
            "Input(4), Relu, Relu, Relu, Relu, Relu, Add([])",
            ["Combine with 'relu4' (output 4)", "Combine with 'relu3' (output 4)", "Combine with 'relu2' (output 4)", "Combine with 'relu1' (output 4)"],
            "Input(4), Relu, Relu, Relu, Relu, Relu, Add(\"relu4\")"
        },
        { "Input(4), Dense(3), Add", [], "" },
        { "Input(4), Dense(4), Add(From = \"fc9\")", [], "" },
    };

    [Theory]
    [MemberData(nameof(Offers))]
    public async Task ValuesThatFitAreOffered(string layers, string[] titles, string corrected)
    {
        string source = $"{Usings}[{layers}] partial class Net;";
        Assert.Equal(titles, await FixedSource.TitlesAsync(new EditArgumentsFix(), source));
        if (titles.Length == 0)
            return;
        string result = await FixedSource.ApplyFirstAsync(new EditArgumentsFix(), source);
        Assert.Equal($"{Usings}[{corrected}] partial class Net;", result);
        Assert.Empty(await Compiled.AnalyzeAsync(Compiled.Compile(result)));
    }

    [Fact]
    public async Task AllAreGivenTheNearestValueAtOnce() => Assert.Equal(
        $"{Usings}[Input(4), Dense(4), Add(\"input\"), Dense(4), Add(\"add1\")] partial class Net;",
        await FixedSource.ApplyAllAsync(
            new EditArgumentsFix(),
            await FixedSource.ApplyAllAsync(
                new EditArgumentsFix(), $"{Usings}[Input(4), Dense(4), Add, Dense(4), Add] partial class Net;", "CG0013 value 1"),
            "CG0013 value 1"));
}
