using System.Globalization;
using ConvGen.CodeFixes;

namespace ConvGen.Analyzers.Tests;

/// <summary>Inputs and outputs that would be the same parameter, and their renaming.</summary>
public class PortNameTests
{
    private const string Usings = "using ConvGen;\n";

    public static TheoryData<string, string, string> Renamed => new()
    {
        {
            "[Input(4, Name = \"eye.left\"), Input(4, Name = \"eye_left\"), Add(\"eye.left\")]",
            "Rename to 'eye_left2'",
            "[Input(4, Name = \"eye.left\"), Input(4, Name = \"eye_left2\"), Add(\"eye.left\")]"
        },
        {
            "[Input(4, Name = \"a\"), Input(4, Name = \"A\"), Relu(Name = \"A2\"), Relu(From = \"A\"), Add([\"a\", /* Both. */ \"A\"])]",
            "Rename to 'A3'",
            "[Input(4, Name = \"a\"), Input(4, Name = \"A3\"), Relu(Name = \"A2\"), Relu(From = \"A3\"), Add([\"a\", /* Both. */ \"A3\"])]"
        },
        {
            "[Input(4, Name = \"output\"), Input(4), Add(\"output\")]",
            "Rename to 'output2'",
            "[Input(4, Name = \"output2\"), Input(4), Add(\"output2\")]"
        },
        {
            "[Input(4, Name = \"Input2\"), Input(4), Add(\"Input2\")]",
            "Rename to 'Input3'",
            "[Input(4, Name = \"Input3\"), Input(4), Add(\"Input3\")]"
        },
        {
            "[Input(4), Relu, Output(\"x\"), Dense(2), Output(\"X\"), Relu(From = Net.Big)]",
            "Rename to 'X2'",
            "[Input(4), Relu, Output(\"x\"), Dense(2), Output(\"X2\"), Relu(From = \"X2\")]"
        },
    };

    [Theory]
    [MemberData(nameof(Renamed))]
    public async Task PortIsRenamedWhereverItIsNamed(string layers, string title, string corrected)
    {
        const string Class = " partial class Net { public const string Big = \"X\"; }";
        Assert.Equal(Usings + corrected + Class, await FixedSource.ApplyAsync(new RenamePortFix(), Usings + layers + Class, title));
        Assert.Empty(await Compiled.AnalyzeAsync(Compiled.Compile(Usings + corrected + Class)));
    }

    [Fact]
    public async Task AllPortsAreRenamedAtOnce() => Assert.Equal(
        $"{Usings}[Input(4, Name = \"a.b\"), Input(4, Name = \"a_b2\"), Input(4, Name = \"a-b3\"), Add(\"a.b\", \"a_b2\", \"a-b3\")] partial class Net;",
        await FixedSource.ApplyAllAsync(
            new RenamePortFix(),
            $"{Usings}[Input(4, Name = \"a.b\"), Input(4, Name = \"a_b\"), Input(4, Name = \"a-b\"), Add(\"a.b\", \"a_b\", \"a-b\")] partial class Net;",
            "CG0010 free name"));

    [Fact]
    public async Task EveryPortButTheFirstIsReported() => Assert.Equal(
        ["'a.b' and 'a_b'", "'a.b' and 'a-b'"],
        (await Compiled.AnalyzeAsync(Compiled.Compile(
            $"{Usings}[Input(4, Name = \"a.b\"), Input(4, Name = \"a_b\"), Input(4, Name = \"a-b\"), Add(\"a.b\")] partial class Net;")))
            .Select(found => found.GetMessage(CultureInfo.InvariantCulture).Split("outputs ")[1].Split(",")[0]));
}
