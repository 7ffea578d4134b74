using ConvGen.CodeFixes;

namespace ConvGen.Analyzers.Tests;

/// <summary>Attributes that are moved and removed as a whole, with the comments beside them.</summary>
public class AttributeFixTests
{
    private const string Usings = "using ConvGen;\n";

    public static TheoryData<string, string> Moved => new()
    {
        { "[Relu, Input(4), Dense(2)] partial class Net;", "[Input(4), Relu, Dense(2)] partial class Net;" },
        { "[Relu, Dense(2), Input(4)]\npartial class Net;", "[Input(4), Relu, Dense(2)]\npartial class Net;" },
        { "[Relu] [Input(4)] [Dense(2)] partial class Net;", "[Input(4)] [Relu] [Dense(2)] partial class Net;" },
        { "[Relu]\n[Input(4)] partial class Net;", "[Input(4)] [Relu]\npartial class Net;" },
        { "[Relu, Dense(2)]\n[Input(4), Dense(3)]\npartial class Net;", "[Input(4), Relu, Dense(2)]\n[Dense(3)]\npartial class Net;" },
        { "[System.Obsolete, Relu]\n[Input(4)]\npartial class Net;", "[Input(4)]\n[System.Obsolete, Relu]\npartial class Net;" },
        { "[Trainable, Dense(3)]\n[Relu, ConvGen.InputAttribute(4)]\npartial class Net;", "[Trainable, ConvGen.InputAttribute(4), Dense(3)]\n[Relu]\npartial class Net;" },
        {
            "/// <summary>A network.</summary>\n// Kept.\n[Relu] // Cuts.\n\n// What comes in.\n[Input(4)] // Features.\n[Dense(2)]\npartial class Net;",
            "/// <summary>A network.</summary>\n// Kept.\n// What comes in.\n[Input(4)] // Features.\n[Relu] // Cuts.\n[Dense(2)]\npartial class Net;"
        },
        {
            "static partial class A\r\n{\r\n    // Kept.\r\n    [Relu]\r\n    [Input(4)]\r\n    partial class Net;\r\n}\r\n",
            "static partial class A\r\n{\r\n    // Kept.\r\n    [Input(4)]\r\n    [Relu]\r\n    partial class Net;\r\n}\r\n"
        },
        {
            "[\n    Relu, // Cuts.\n    Input(4), // Features.\n    Dense(2)\n]\npartial class Net;",
            "[\n    Input(4), // Features.\n    Relu, // Cuts.\n    Dense(2)\n]\npartial class Net;"
        },
        {
            "[Relu,\n Dense(2), // Mixes.\n Input(4)]\npartial class Net;",
            "[Input(4),\n Relu, Dense(2) // Mixes.\n]\npartial class Net;"
        },
    };

    public static TheoryData<string, string> Removed => new()
    {
        { "[Input(4), Relu, Trainable] partial class Net;", "[Input(4), Relu] partial class Net;" },
        { "[Trainable, Input(4), Relu] partial class Net;", "[Input(4), Relu] partial class Net;" },
        { "[Trainable] [Input(4), Relu] partial class Net;", "[Input(4), Relu] partial class Net;" },
        { "[Input(4), Relu] [Trainable]\npartial class Net;", "[Input(4), Relu]\npartial class Net;" },
        { "[Input(4), Relu]\n[Trainable(InputGradient = false)] public partial class Net;", "[Input(4), Relu]\npublic partial class Net;" },
        {
            "/// <summary>A network.</summary>\n[Trainable] // Slow.\n[Input(4), Relu]\npartial class Net;",
            "/// <summary>A network.</summary>\n[Input(4), Relu]\npartial class Net;"
        },
        {
            "static partial class A\r\n{\r\n    [Input(4)]\r\n    [Relu] // Cuts.\r\n    [Trainable]\r\n    partial class Net;\r\n}\r\n",
            "static partial class A\r\n{\r\n    [Input(4)]\r\n    [Relu] // Cuts.\r\n    partial class Net;\r\n}\r\n"
        },
        {
            "[\n    Input(4), // Features.\n    Relu,\n    Trainable\n]\npartial class Net;",
            "[\n    Input(4), // Features.\n    Relu\n]\npartial class Net;"
        },
    };

    [Theory]
    [MemberData(nameof(Moved))]
    public async Task InputIsMovedToTheTop(string source, string corrected)
    {
        Assert.StartsWith("Move [", Assert.Single(await FixedSource.TitlesAsync(new MoveInputFix(), Usings + source)), StringComparison.Ordinal);
        Assert.Equal(Usings + corrected, await FixedSource.ApplyFirstAsync(new MoveInputFix(), Usings + source));
        Assert.Empty(await Compiled.AnalyzeAsync(Compiled.Compile(Usings + corrected)));
    }

    [Theory]
    [MemberData(nameof(Removed))]
    public async Task TrainableIsRemoved(string source, string corrected)
    {
        Assert.Equal(Usings + corrected, await FixedSource.ApplyAsync(new RemoveAttributeFix(), Usings + source, "Remove [Trainable]"));
        Assert.Empty(await Compiled.AnalyzeAsync(Compiled.Compile(Usings + corrected)));
    }

    [Fact]
    public async Task AllInputsAreMovedAtOnce() => Assert.Equal(
        $"{Usings}[Input(4), Relu] partial class A;\n[Input(3)]\n[Use<Stage>]\npartial class B;\n[Block, Relu] class Stage;",
        await FixedSource.ApplyAllAsync(
            new MoveInputFix(),
            $"{Usings}[Relu, Input(4)] partial class A;\n[Use<Stage>]\n[Input(3)]\npartial class B;\n[Block, Relu] class Stage;",
            "CG0011 move input"));

    [Fact]
    public async Task AllRequestsForTrainingAreRemovedAtOnce() => Assert.Equal(
        $"{Usings}[Input(4), Relu] partial class A;\n[Input(3)] [Relu] partial class B;",
        await FixedSource.ApplyAllAsync(
            new RemoveAttributeFix(),
            $"{Usings}[Input(4), Relu, Trainable] partial class A;\n[Input(3)] [Trainable] [Relu] partial class B;",
            "CG3001 remove attribute"));

    [Fact]
    public async Task ListsUnderAConditionStayWhereTheyAre() => Assert.Empty(
        await FixedSource.TitlesAsync(new MoveInputFix(), $"{Usings}[Relu]\n#if true\n[Input(4)]\n#endif\npartial class Net;"));
}
