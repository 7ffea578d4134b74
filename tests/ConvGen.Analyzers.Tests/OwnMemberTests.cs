using System.Globalization;
using ConvGen.CodeFixes;

namespace ConvGen.Analyzers.Tests;

/// <summary>What a network's class may have of its own, and what the fixes make of what it may not.</summary>
public class OwnMemberTests
{
    private const string Usings = "using ConvGen;\n";

    [Theory]
    [InlineData("public float Forward(float[] input) => input[0];")]
    [InlineData("public void Forward<T>(System.ReadOnlySpan<float> a, System.Span<float> b) { }")]
    [InlineData("public void Forward(in System.ReadOnlySpan<float> a, System.Span<float> b) { }")]
    [InlineData("protected virtual void Dispose(bool disposing) { }")]
    [InlineData("public static void Load(string path) { }")]
    [InlineData("public void Save() { }")]
    [InlineData("class Context<T>;")]
    [InlineData("public int Length, MaskLength, TheInfo;")]
    [InlineData("public void CreateTrainingContext(int a, int b) { }")]
    [InlineData("~Net() { }")]
    [InlineData("static Net() { }")]
    [InlineData("public static Net operator +(Net a, Net b) => a;")]
    [InlineData("public int this[int index] => index;")]
    [InlineData("public int Seed { get; init; } partial void Changed();")]
    [InlineData("class Trainer; class Avx512; class WeightStore; int _context, _weights, CreateTensors, PackWeights;")]
    public async Task OtherMembersAreFree(string member) =>
        Assert.Empty(await Compiled.AnalyzeAsync(Compiled.Compile($"{Usings}[Input(4), Dense(2)] partial class Net {{ {member} }}")));

    [Theory]
    [InlineData("class Base { private int Info; internal protected void Dispose(int a) { } public override string ToString() => \"\"; }")]
    [InlineData("abstract class Base { protected Base(params int[] all) { } protected internal abstract int CompareTo(); }")]
    public async Task OtherBaseClassesAreFree(string parent) =>
        Assert.Empty(await Compiled.AnalyzeAsync(Compiled.Compile($"{Usings}{parent} [Input(4), Dense(2)] partial class Net : Base;")));

    [Fact]
    public async Task AConstructorMayCallAnotherThatCallsTheGeneratedOne() => Assert.Empty(await Compiled.AnalyzeAsync(Compiled.Compile(
        $"{Usings}[Input(4), Dense(2)] partial class Net {{ public Net(int seed) : this(new NetworkOptions {{ Seed = seed }}) {{ }} public Net(string text) : this(text.Length) {{ }} }}")));

    [Fact]
    public async Task AKeywordIsNamedWithoutItsMark() => Assert.Equal(
        "Network 'event' has an input but no layer",
        Assert.Single(await Compiled.AnalyzeAsync(Compiled.Compile($"{Usings}[Input(4)] partial class @event;"))).GetMessage(CultureInfo.InvariantCulture));

    [Fact]
    public async Task ABaseClassNeedsNoArguments() => Assert.Equal(
        "Network 'Net' must be a plain class, but it is derived from 'Base', which has no constructor without parameters",
        Assert.Single(await Compiled.AnalyzeAsync(Compiled.Compile($"{Usings}class Base {{ public Base(int a) {{ }} }} [Input(4), Dense(2)] partial class Net : Base;")))
            .GetMessage(CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("partial class Net { public int Info => 1; int Twice => Info * this.Info; }", "Rename to 'OwnInfo'", "partial class Net { public int OwnInfo => 1; int Twice => OwnInfo * this.OwnInfo; }")]
    [InlineData("partial class Net { int Info, OwnInfo; }", "Rename to 'OwnInfo2'", "partial class Net { int OwnInfo2, OwnInfo; }")]
    [InlineData("partial class Net { public void Dispose() { } void Close() => Dispose(); }", "Rename to 'OwnDispose'", "partial class Net { public void OwnDispose() { } void Close() => OwnDispose(); }")]
    [InlineData("partial class Context { Context? other; }", "Rename to 'ContextNetwork'", "partial class ContextNetwork { ContextNetwork? other; }")]
    [InlineData("partial class Net; class CgX86 { CgX86? other; }", "Rename to 'OwnCgX86'", "partial class Net; class OwnCgX86 { OwnCgX86? other; }")]
    public async Task WhatIsInTheWayIsRenamed(string type, string title, string corrected)
    {
        const string Layers = "[Input(4), Dense(2)] ";
        Assert.Equal(Usings + Layers + corrected, await FixedSource.ApplyAsync(new RenameSymbolFix(), Usings + Layers + type, title));
        Assert.Empty(await Compiled.AnalyzeAsync(Compiled.Compile(Usings + Layers + corrected)));
    }

    [Theory]
    [InlineData("public Net() { }", "public Net() : this(options: null) { }")]
    [InlineData("public Net(int a) : base() { }", "public Net(int a) : this(options: null) { }")]
    [InlineData("public Net(int a, NetworkOptions? with) { }", "public Net(int a, NetworkOptions? with) : this(with) { }")]
    [InlineData("public Net(int a)\n    {\n    }", "public Net(int a) : this(options: null)\n    {\n    }")]
    public async Task AConstructorBeginsWithTheGeneratedOne(string constructor, string corrected) => Assert.Equal(
        $"{Usings}[Input(4), Dense(2)] partial class Net {{ {corrected} }}",
        await FixedSource.ApplyFirstAsync(new CallConstructorFix(), $"{Usings}[Input(4), Dense(2)] partial class Net {{ {constructor} }}"));

    [Fact]
    public async Task ArgumentsForABaseClassStay() => Assert.Empty(await FixedSource.TitlesAsync(
        new CallConstructorFix(), $"{Usings}class Base(int a = 1) {{ int B => a; }} [Input(4), Dense(2)] partial class Net : Base {{ Net(int a) : base(a) {{ }} }}"));

    [Fact]
    public async Task WhatIsInheritedIsNotRenamed() => Assert.Empty(await FixedSource.TitlesAsync(
        new RenameSymbolFix(), $"{Usings}class Base {{ public int Info; }} [Input(4), Dense(2)] partial class Net : Base;"));

    [Fact]
    public async Task AMemberIsNoLongerRequired() => Assert.Equal(
        $"{Usings}[Input(4), Dense(2)] public partial class Net {{ public string? Title {{ get; set; }} }}",
        await FixedSource.ApplyFirstAsync(
            new RemoveRequiredFix(), $"{Usings}[Input(4), Dense(2)] public partial class Net {{ public required string? Title {{ get; set; }} }}"));
}
