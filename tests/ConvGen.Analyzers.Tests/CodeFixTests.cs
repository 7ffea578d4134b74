using ConvGen.CodeFixes;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ConvGen.Analyzers.Tests;

public class CodeFixTests
{
    private const string Usings = "using ConvGen;\n";

    public static TheoryData<string, string, string> WindowFixes => new()
    {
        { "Conv(96, k: 11, s: 4)", "Set PadBegin = [1, 1], PadEnd = [2, 2] (output 55×55)", "Conv(96, k: 11, s: 4, PadBegin = [1, 1], PadEnd = [2, 2])" },
        { "Conv(96, k: 11, s: 4)", "Set s: 3 (output 72×72)", "Conv(96, k: 11, s: 3)" },
        { "Conv(96, k: 11, s: 4)", "Set s: 1 (output 214×214)", "Conv(96, k: 11, s: 1)" },
        { "Conv(96, k: 11, s: 4)", "Set Rounding = Floor (output 54×54)", "Conv(96, k: 11, s: 4, Rounding = RoundingMode.Floor)" },
        { "Conv(96, k: 11, s: 4)", "Set Rounding = Ceiling (output 55×55)", "Conv(96, k: 11, s: 4, Rounding = RoundingMode.Ceiling)" },
        { "Conv(96, 10, 3, 0, Name = \"a\")", "Set p: 1 (output 73×73)", "Conv(96, 10, 3, 1, Name = \"a\")" },
        { "Conv(96, 10, 3, Name = \"a\")", "Set p: 1 (output 73×73)", "Conv(96, 10, 3, p: 1, Name = \"a\")" },
        { "Conv(64, 7, 2, 3)", "Set PadBegin = [2, 2], PadEnd = [3, 3] (output 112×112)", "Conv(64, 7, 2, PadBegin = [2, 2], PadEnd = [3, 3])" },
        { "Conv(8, 10, Stride = [3, 3], Padding = PaddingKind.Valid)", "Set p: 1 (output 73×73)", "Conv(8, 10, p: 1, Stride = [3, 3])" },
        { "Conv(8, 3, Padding = PaddingKind.Causal)", "Set PadBegin = [2, 1], PadEnd = [0, 1] (output 224×224)", "Conv(8, 3, PadBegin = [2, 1], PadEnd = [0, 1])" },
        { "Conv(8, 3, 2, Padding = PaddingKind.Causal)", "Set PadBegin = [0, 2], PadEnd = [1, 0], Rounding = Floor (output 112×112)", "Conv(8, 3, 2, PadBegin = [0, 2], PadEnd = [1, 0], Rounding = RoundingMode.Floor)" },
        { "Conv(8, 10, Stride = [3, 1])", "Set Stride = [2, 1] (output 108×215)", "Conv(8, 10, Stride = [2, 1])" },
        { "Conv(8, 10, Stride = [3, 1])", "Set Pad = [1, 0] (output 73×215)", "Conv(8, 10, Stride = [3, 1], Pad = [1, 0])" },
        { "Conv(8, 10, s: 3, Rounding = RoundingMode.Exact)", "Set Rounding = Floor (output 72×72)", "Conv(8, 10, s: 3, Rounding = RoundingMode.Floor)" },
        { "MaxPool(3)", "Set s: 1 (output 222×222)", "MaxPool(3, s: 1)" },
        { "MaxPool(3)", "Set k: 2 (output 112×112)", "MaxPool(2)" },
        { "Conv(96, k: 11, s: 4)", "Set k: 12 (output 54×54)", "Conv(96, k: 12, s: 4)" },
        { "Conv(96, s: 4, Kernel = [11, 8])", "Set Kernel = [8, 8] (output 55×55)", "Conv(96, s: 4, Kernel = [8, 8])" },
        { "Conv(8, k: 230)", "Set p: 3 (output 1×1)", "Conv(8, k: 230, p: 3)" },
        { "Conv(8, k: 230)", "Set k: 224 (output 1×1)", "Conv(8, k: 224)" },
        { "Conv(8, k: 230, s: 2, p: 1)", "Set k: 226 (output 1×1)", "Conv(8, k: 226, s: 2, p: 1)" },
        { "Conv(8, Kernel = [300, 2])", "Set Kernel = [224, 2] (output 1×223)", "Conv(8, Kernel = [224, 2])" },
        { "Dense(8, AsConv = true, Kernel = [300, 2])", "Set Kernel = [224, 2] (output 1×223)", "Dense(8, AsConv = true, Kernel = [224, 2])" },
        { "Conv(8, k: 3, Dilation = 112)", "Set Dilation = 111 (output 2×2)", "Conv(8, k: 3, Dilation = 111)" },
        { "Conv(8, k: 3, Dilations = [112, 2])", "Set Dilations = [111, 2] (output 2×220)", "Conv(8, k: 3, Dilations = [111, 2])" },
        { "MaxPool(2, 1, 2)", "Set p: 1 (output 225×225)", "MaxPool(2, 1, 1)" },
        { "MaxPool(2, 1, 2)", "Set k: 3 (output 226×226)", "MaxPool(3, 1, 2)" },
        { "Conv(8, k: 3, Groups = 3)", "Set filters: 9 (3 groups of 1 → 3 channels)", "Conv(9, k: 3, Groups = 3)" },
        { "GroupNorm(2)", "Set groups: 1 (1 group of 3 channels)", "GroupNorm(1)" },
        { "Split(2, part: 1)", "Set parts: 3 (3 groups of 1 channel)", "Split(3, part: 1)" },
        { "Conv(6, k: 3, Groups = 2)", "Set Groups = 3 (3 groups of 1 → 2 channels)", "Conv(6, k: 3, Groups = 3)" },
        { "Pad(300, Mode = PadMode.Reflect)", "Set p: 223 (output 670×670)", "Pad(223, Mode = PadMode.Reflect)" },
        { "Pad(Pad = [300, 2], Mode = PadMode.Reflect)", "Set Pad = [223, 2] (output 670×228)", "Pad(Pad = [223, 2], Mode = PadMode.Reflect)" },
        { "Pad(PadBegin = [300, 0], PadEnd = [2, -4], Mode = PadMode.Reflect)", "Set PadBegin = [223, 0] (output 449×220)", "Pad(PadBegin = [223, 0], PadEnd = [2, -4], Mode = PadMode.Reflect)" },
        { "Conv(8, k: 501, Padding = PaddingKind.Same, PadMode = PadMode.Reflect)", "Set p: 223 (output 170×170)", "Conv(8, k: 501, p: 223, PadMode = PadMode.Reflect)" },
        { "DepthwiseConv(k: 5, p: 224, PadMode = PadMode.Reflect)", "Set p: 223 (output 666×666)", "DepthwiseConv(k: 5, p: 223, PadMode = PadMode.Reflect)" },
        { "Pad(Pad = [3, -200])", "Set Pad = [3, -111] (output 230×2)", "Pad(Pad = [3, -111])" },
        { "ImageFilter(FilterKind.Custom, Taps = [1, 1, 1, 1])", "Set k: 2 (output 223×223)", "ImageFilter(FilterKind.Custom, k: 2, Taps = [1, 1, 1, 1])" },
        { "ImageFilter(FilterKind.Custom, Kernel = [2, 3], Taps = [1])", "Set k: 1 (output 224×224)", "ImageFilter(FilterKind.Custom, k: 1, Taps = [1])" },
    };

    [Theory]
    [MemberData(nameof(WindowFixes))]
    public async Task WindowIsMadeToFit(string layer, string title, string corrected)
    {
        string source = $"{Usings}[Input(3, 224, 224)]\n[{layer}, Relu] // Kept.\npartial class Net;\n";
        string result = await FixedSource.ApplyAsync(new EditArgumentsFix(), source, title);
        Assert.Equal($"{Usings}[Input(3, 224, 224)]\n[{corrected}, Relu] // Kept.\npartial class Net;\n", result);
        Assert.Empty(await Compiled.AnalyzeAsync(Compiled.Compile(result)));
    }

    [Theory]
    [InlineData("Conv(8, k: 3, s: 2, p: 224, PadMode = PadMode.Reflect)")]
    [InlineData("Pad(PadBegin = [0, -200], PadEnd = [0, -24])")]
    [InlineData("ImageFilter(FilterKind.Custom, Taps = [1, 2, 1])")]
    [InlineData("ImageFilter(FilterKind.Custom, Taps = [])")]
    public async Task NothingIsOfferedThatDoesNotFit(string layer) =>
        Assert.Empty(await FixedSource.TitlesAsync(new EditArgumentsFix(), $"{Usings}[Input(3, 224, 224), {layer}] partial class Net;"));

    [Fact]
    public async Task WindowIsOfferedEveryFix() => Assert.Equal(
        [
            "Set Rounding = Floor (output 112×112)", "Set PadBegin = [3, 3], PadEnd = [4, 4] (output 113×113)", "Set PadBegin = [2, 2], PadEnd = [3, 3] (output 112×112)",
            "Set Rounding = Ceiling (output 113×113)", "Set s: 1 (output 224×224)", "Set s: 223 (output 2×2)", "Set k: 6 (output 113×113)", "Set k: 8 (output 112×112)",
        ],
        await FixedSource.TitlesAsync(new EditArgumentsFix(), $"{Usings}[Input(3, 224, 224), Conv(64, k: 7, s: 2, p: 3)] partial class Net;"));

    [Fact]
    public async Task RoundingIsQualifiedWithoutTheUsing() => Assert.Equal(
        "[ConvGen.Input(3, 8), ConvGen.MaxPool(3, Rounding = ConvGen.RoundingMode.Floor)] partial class Net;",
        await FixedSource.ApplyAsync(
            new EditArgumentsFix(), "[ConvGen.Input(3, 8), ConvGen.MaxPool(3)] partial class Net;", "Set Rounding = Floor (output 2)"));

    [Fact]
    public async Task ArgumentsOnLinesOfTheirOwnStayThere() => Assert.Equal(
        $"{Usings}[Input(3, 8), Conv(\n    4,\n    k: 3,\n    s: 1)]\npartial class Net;",
        await FixedSource.ApplyAsync(
            new EditArgumentsFix(), $"{Usings}[Input(3, 8), Conv(\n    4,\n    k: 3,\n    s: 2)]\npartial class Net;", "Set s: 1 (output 6)"));

    [Fact]
    public async Task AllWindowsAreMadeToFitAtOnce() => Assert.Equal(
        $"{Usings}[Input(3, 8), MaxPool(3, Rounding = RoundingMode.Floor)] partial class A;\n" +
        "[Input(3, 8, 7), Conv(4, 3, 3, Rounding = RoundingMode.Floor)] partial class B;",
        await FixedSource.ApplyAllAsync(
            new EditArgumentsFix(),
            $"{Usings}[Input(3, 8), MaxPool(3)] partial class A;\n[Input(3, 8, 7), Conv(4, 3, 3)] partial class B;",
            "CG1001 rounding Floor"));

    [Fact]
    public async Task AllFilesOfAProjectAreFixedAtOnce() => Assert.Equal(
        [
            $"{Usings}[Input(4, 8), Conv(6, k: 3, Groups = 2)] partial class A;",
            $"{Usings}[Input(6, 8), Conv(6, k: 3, Groups = 3), GroupNorm(4)] partial class B;",
        ],
        await FixedSource.ApplyAllAsync(
            new EditArgumentsFix(),
            FixAllScope.Project,
            "CG1005 fewer Groups",
            $"{Usings}[Input(4, 8), Conv(6, k: 3, Groups = 4)] partial class A;",
            $"{Usings}[Input(6, 8), Conv(6, k: 3, Groups = 4), GroupNorm(4)] partial class B;"));

    [Fact]
    public async Task SeveralProblemsOfOneAttributeAreFixedAtOnce()
    {
        string first = await FixedSource.ApplyAllAsync(
            new EditArgumentsFix(),
            $"{Usings}[Input(3, 8, 8), Conv(8, PadBegin = [-1, -1], PadEnd = [-1, 2], Kernel = [3, 3])] partial class Net;",
            "CG2002 raise PadBegin");
        Assert.Equal(
            $"{Usings}[Input(3, 8, 8), Conv(8, PadBegin = [1, 1], PadEnd = [1, 2], Kernel = [3, 3])] partial class Net;",
            await FixedSource.ApplyAllAsync(new EditArgumentsFix(), first, "CG2002 raise PadEnd"));
    }

    [Fact]
    public async Task NamesGivenTwiceAreCountedOn()
    {
        Assert.Equal(
            $"{Usings}[Input(4), Dense(4, Name = \"a\"), Dense(4, Name = \"a2\"), Relu(Name = \"a3\"), Add(\"a\")] partial class Net;",
            await FixedSource.ApplyAllAsync(
                new EditArgumentsFix(),
                $"{Usings}[Input(4), Dense(4, Name = \"a\"), Dense(4, Name = \"a\"), Relu(Name = \"a\"), Add(\"a\")] partial class Net;",
                "CG0005 free name"));
        Assert.Equal(
            $"{Usings}[Input(4), Dense(4), Output(\"\\\"x\"), Dense(4), Output(\"\\\"x2\")] partial class Net;",
            await FixedSource.ApplyAsync(
                new EditArgumentsFix(), $"{Usings}[Input(4), Dense(4), Output(\"\\\"x\"), Dense(4), Output(\"\\\"x\")] partial class Net;", "Rename to '\"x2'"));
    }

    [Fact]
    public async Task InputIsAddedAboveTheLayers()
    {
        const string Layers = "    // Kept.\r\n    [Conv(6, k: 5), Relu]\r\n    partial class Net;\r\n";
        Assert.Equal(
            "namespace A\r\n{\r\n    using ConvGen;\r\n\r\n" + Layers.Replace("Kept.\r\n", "Kept.\r\n    [Input(3, 224, 224)]\r\n", StringComparison.Ordinal) + "}\r\n",
            await FixedSource.ApplyAsync(new AddInputFix(), "namespace A\r\n{\r\n    using ConvGen;\r\n\r\n" + Layers + "}\r\n", "Add [Input(3, 224, 224)]"));
        Assert.Equal(
            "[ConvGen.Input(1, 28, 28)]\n[ConvGen.Relu] partial class A;\n[ConvGen.Input(1, 28, 28)]\n[ConvGen.Relu] partial class B;",
            await FixedSource.ApplyAllAsync(
                new AddInputFix(), "[ConvGen.Relu] partial class A;\n[ConvGen.Relu] partial class B;", "CG0003 1, 28, 28"));
    }

    [Fact]
    public async Task EveryElementOfAListIsLeftOut() => Assert.Equal(
        $"{Usings}[Input(3, 8, 8), Crop(End = [2, 2])] partial class Net;",
        await FixedSource.ApplyAsync(new EditArgumentsFix(), $"{Usings}[Input(3, 8, 8), Crop(4, 4, End = [2, 2])] partial class Net;", "Remove size"));

    [Fact]
    public async Task NamesOfABlockAreNotReplacedAtItsUse()
    {
        const string Block = $"{Usings}[Block, Relu(Name = \"a\"), Relu(From = \"aa\")] class Stage; ";
        Assert.Empty(await FixedSource.TitlesAsync(new RenameReferenceFix(), $"{Block}[Input(4), Use<Stage>(From = \"input\")] partial class Net;"));
        Assert.Equal(
            ["Change to 'input'"],
            await FixedSource.TitlesAsync(new RenameReferenceFix(), $"{Usings}[Block, Relu] class Stage; [Input(4), Use<Stage>(From = \"imput\")] partial class Net;"));
    }

    [Fact]
    public async Task NameOfAUseIsProposed()
    {
        const string Block = $"{Usings}[Block, Relu, Dense(4)] class Stage; ";
        Assert.Equal(
            $"{Block}[Input(4), Use<Stage>(Name = \"stage\"), Relu, Add(\"stage\")] partial class Net;",
            await FixedSource.ApplyAsync(
                new RenameReferenceFix(),
                $"{Block}[Input(4), Use<Stage>(Name = \"stage\"), Relu, Add(\"stge\")] partial class Net;",
                "Change to 'stage'"));
        Assert.Empty(await FixedSource.TitlesAsync(
            new RenameReferenceFix(), $"{Block}[Input(4), Relu(From = \"stge\"), Use<Stage>(Name = \"stage\")] partial class Net;"));
    }

    [Theory]
    [InlineData("tunk", "Change to 'trunk'")]
    [InlineData("again", "Change to 'trunk'")]
    public async Task SharedLayerIsTheOneThatHasTheTensors(string name, string title) => Assert.Equal(
        $"{Usings}[Input(4), Dense(4, Name = \"trunk\"), Dense(4, Share = \"trunk\", Name = \"again\"), Dense(4, Share = \"trunk\")] partial class Net;",
        await FixedSource.ApplyAsync(
            new RenameReferenceFix(),
            $"{Usings}[Input(4), Dense(4, Name = \"trunk\"), Dense(4, Share = \"trunk\", Name = \"again\"), Dense(4, Share = \"{name}\")] partial class Net;",
            title));

    [Fact]
    public async Task LayersOfABlockAreNotFixedAtItsUse() => Assert.Empty(await FixedSource.TitlesAsync(
        new EditArgumentsFix(), $"{Usings}[Block, Conv(4, k: 3, s: 2)] class Stage; [Input(3, 8, 8), Use<Stage>] partial class Net;"));

    [Fact]
    public async Task ClassIsMadePartial() => Assert.Equal(
        $"{Usings}[Input(3), Dense(2)]\n/* Kept. */ public sealed partial class Net\n{{\n}}\n",
        await FixedSource.ApplyAsync(
            new MakePartialFix(), $"{Usings}[Input(3), Dense(2)]\n/* Kept. */ public sealed class Net\n{{\n}}\n", "Make 'Net' partial"));

    [Fact]
    public async Task TypesAroundAreMadePartialToo() => Assert.Equal(
        $"{Usings}static partial class A\n{{\n    partial struct B\n    {{\n        [Input(3), Dense(2)]\n        partial class Net;\n    }}\n}}\n",
        await FixedSource.ApplyAllAsync(
            new MakePartialFix(),
            $"{Usings}static class A\n{{\n    partial struct B\n    {{\n        [Input(3), Dense(2)]\n        class Net;\n    }}\n}}\n",
            "CG0001 partial"));

    [Fact]
    public async Task InnermostFixFixesEverythingAround()
    {
        string source = $"{Usings}partial class A {{ struct B {{ [Input(3), Dense(2)] class Net; }} }}";
        Assert.Equal(["Make 'B' partial", "Make 'B' and 'Net' partial"], await FixedSource.TitlesAsync(new MakePartialFix(), source));
        Assert.Equal(
            $"{Usings}partial class A {{ partial struct B {{ [Input(3), Dense(2)] partial class Net; }} }}",
            await FixedSource.ApplyAsync(new MakePartialFix(), source, "Make 'B' and 'Net' partial"));
    }

    [Fact]
    public async Task MisspelledNameIsReplaced()
    {
        Assert.Equal(
            $"{Usings}[Input(3), Dense(3), Relu(Name = \"r\", From = \"fc1\")] partial class Net;",
            await FixedSource.ApplyAsync(
                new RenameReferenceFix(), $"{Usings}[Input(3), Dense(3), Relu(Name = \"r\", From = \"fc\")] partial class Net;", "Change to 'fc1'"));
        Assert.Equal(
            $"{Usings}[Input(3), Dense(3), Add([\"input\", \"fc1\"])] partial class Net;",
            await FixedSource.ApplyAsync(
                new RenameReferenceFix(), $"{Usings}[Input(3), Dense(3), Add([\"input\", \"f1\"])] partial class Net;", "Change to 'fc1'"));
    }

    [Fact]
    public async Task AllMisspelledNamesAreReplacedAtOnce() => Assert.Equal(
        $"{Usings}[Input(3), Dense(3), Add(\"input\"), Relu(From = \"fc1\")] partial class Net;",
        await FixedSource.ApplyAllAsync(
            new RenameReferenceFix(), $"{Usings}[Input(3), Dense(3), Add(\"imput\"), Relu(From = \"fc\")] partial class Net;", "CG0007 nearest name"));

    [Fact]
    public async Task NothingSimilarIsNotReplaced()
    {
        Assert.Empty(await FixedSource.TitlesAsync(new RenameReferenceFix(), $"{Usings}[Input(3), Dense(3), Add(\"shortcut\")] partial class Net;"));
        Assert.Empty(await FixedSource.TitlesAsync(
            new RenameReferenceFix(), $"{Usings}[Input(3), Dense(3), Add(Names.A)] partial class Net; class Names {{ public const string A = \"fc\"; }}"));
    }
}
