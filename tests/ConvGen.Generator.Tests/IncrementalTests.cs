using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ConvGen.Generator.Tests.Compiling;
using ConvGen.Model.Layers.Convolutions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace ConvGen.Generator.Tests;

/// <summary>An edit generates again what it changes, and nothing else.</summary>
public class IncrementalTests
{
    private const string First = """
        using ConvGen;
        [Input(3, 8, 8), Conv(4, k: 3), Relu]
        public sealed partial class First;
        """;

    private const string Second = """
        using ConvGen;
        [Input(5), Dense(2), Trainable]
        public sealed partial class Second;
        """;

    [Fact]
    public void CommentChangesNothing()
    {
        GeneratorRunResult result = RunTwice(compilation => Edit(compilation, 0, "// A word about it.\n" + First));
        Assert.Equal([Cached, Cached], TrackedGenerator.Reasons(result, NetworkGenerator.ReadStep));
        Assert.Equal([Cached, Cached], TrackedGenerator.Reasons(result, NetworkGenerator.EmitStep));
        Assert.Equal([Cached, Cached], TrackedGenerator.OutputReasons(result));
    }

    [Fact]
    public void MemberOfTheClassChangesNothing()
    {
        string edited = First.Replace("First;", "First { int _count = 1; }", StringComparison.Ordinal);
        GeneratorRunResult result = RunTwice(compilation => Edit(compilation, 0, edited));
        Assert.Equal([Cached, Cached], TrackedGenerator.Reasons(result, NetworkGenerator.ReadStep));
        Assert.Equal([Cached, Cached], TrackedGenerator.OutputReasons(result));
    }

    [Fact]
    public void UnrelatedFileChangesNothing()
    {
        GeneratorRunResult result = RunTwice(compilation =>
            compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("internal class Unrelated;", UserProject.Current.Parsing, "Unrelated.cs")));
        Assert.All(TrackedGenerator.Reasons(result, NetworkGenerator.SettingsStep), reason => Assert.Equal(Unchanged, reason));
        Assert.Equal([Cached, Cached], TrackedGenerator.Reasons(result, NetworkGenerator.InferStep));
        Assert.Equal([Cached, Cached], TrackedGenerator.Reasons(result, NetworkGenerator.EmitStep));
        Assert.Equal([Cached, Cached], TrackedGenerator.OutputReasons(result));
    }

    [Fact]
    public void ChangedAttributeChangesItsNetwork()
    {
        TrackedGenerator generator = new();
        CSharpCompilation compilation = UserProject.Current.Compile(First, Second);
        ImmutableArray<GeneratedSourceResult> before = generator.Run(compilation).GeneratedSources;
        GeneratorRunResult result = generator.Run(Edit(compilation, 0, First.Replace("Conv(4,", "Conv(5,", StringComparison.Ordinal)));
        Assert.Equal([Modified, Cached], TrackedGenerator.Reasons(result, NetworkGenerator.ReadStep));
        Assert.Equal([Modified, Cached], TrackedGenerator.Reasons(result, NetworkGenerator.InferStep));
        Assert.Equal([Modified, Cached], TrackedGenerator.Reasons(result, NetworkGenerator.EmitStep));
        Assert.Equal([Modified, Cached], TrackedGenerator.OutputReasons(result).Distinct());
        Assert.Equal(
            before.Select(file => file.HintName).Where(name => name.StartsWith("First.", StringComparison.Ordinal)),
            ChangedFiles(before, result.GeneratedSources));
    }

    [Fact]
    public void BrokenNetworkDoesNotStopAnother()
    {
        TrackedGenerator generator = new();
        CSharpCompilation compilation = UserProject.Current.Compile(First, Second);
        ImmutableArray<GeneratedSourceResult> before = generator.Run(compilation).GeneratedSources;
        GeneratorRunResult result = generator.Run(Edit(compilation, 0, First.Replace("k: 3", "k: 3, s: 4", StringComparison.Ordinal)));
        Assert.Empty(result.Diagnostics);
        static string[] TextsOf(string network, ImmutableArray<GeneratedSourceResult> files) =>
            [.. files.Where(file => file.HintName.StartsWith($"{network}.", StringComparison.Ordinal)).Select(file => file.SourceText.ToString())];
        Assert.Equal(TextsOf("Second", before), TextsOf("Second", result.GeneratedSources));
        string[] standIn = TextsOf("First", result.GeneratedSources);
        Assert.DoesNotContain(standIn, TextsOf("First", before).Contains);

        // As long as it has an error, what stands in for it stays the same.
        result = generator.Run(Edit(compilation, 0, First.Replace("k: 3", "k: 300", StringComparison.Ordinal)));
        Assert.Equal(standIn, TextsOf("First", result.GeneratedSources));
        Assert.Equal([Unchanged, Cached], TrackedGenerator.Reasons(result, NetworkGenerator.InferStep));
    }

    [Fact]
    public void NewFrameworkIsNoticed()
    {
        TrackedGenerator generator = new();
        ImmutableArray<GeneratedSourceResult> before = generator.Run(OnNet80()).GeneratedSources;
        GeneratorRunResult result = generator.Run(OnNet80().WithReferences(FrameworkReferences.Of(Framework.Net100)));
        Assert.Equal([Modified], TrackedGenerator.Reasons(result, NetworkGenerator.ProjectStep));
        Assert.All(TrackedGenerator.Reasons(result, NetworkGenerator.EmitStep), reason => Assert.Equal(Modified, reason));
        Assert.Equal(["First.Portable.g.cs", "Second.Portable.g.cs"], ChangedFiles(before, result.GeneratedSources));
    }

    [Fact]
    public void ModelHoldsNothingOfTheCompilation()
    {
        GeneratorRunResult result = new TrackedGenerator().Run(UserProject.Current.Compile([.. Declarations.Layers.Select(each => each.Source)]));
        object[] models = [.. result.TrackedSteps[NetworkGenerator.InferStep].SelectMany(step => step.Outputs).Select(output => output.Value)];
        Assert.Equal(Declarations.Layers.Count, models.Length);
        IReadOnlyCollection<object> reached = ObjectGraph.Reach(models);
        Assert.Contains(reached, each => each is ConvLayer);
        string?[] plain = [typeof(ConvLayer).Assembly.GetName().Name, typeof(object).Assembly.GetName().Name];
        Assert.Empty(reached.Select(each => each.GetType().Assembly.GetName().Name).Distinct().Except(plain));
    }

    [Theory]
    [InlineData(NetworkGenerator.ReadStep)]
    [InlineData(NetworkGenerator.SettingsStep)]
    public void NoSyntaxOrSymbolIsKept(string step)
    {
        GeneratorRunResult result = new TrackedGenerator().Run(UserProject.Current.Compile(First, Second));
        object[] values = [.. result.TrackedSteps[step].SelectMany(each => each.Outputs).Select(output => output.Value)];
        Assert.NotEmpty(values);
        Assert.DoesNotContain(
            ObjectGraph.Reach(values),
            each => each.GetType().Assembly.GetName().Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));
    }

    [Fact]
    public void OldCompilationIsCollected()
    {
        TrackedGenerator generator = new();
        WeakReference old = RunAndEdit(generator);
        for (int i = 0; i < 10 && old.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(old.IsAlive);
        GC.KeepAlive(generator);
    }

    // Not inlined, so that no local variable of the test keeps the compilation alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference RunAndEdit(TrackedGenerator generator)
    {
        CSharpCompilation compilation = UserProject.Current.Compile(First, Second);
        generator.Run(compilation);
        generator.Run(Edit(compilation, 0, "// A word about it.\n" + First));
        return new WeakReference(compilation);
    }

    private static GeneratorRunResult RunTwice(Func<CSharpCompilation, Compilation> edit)
    {
        TrackedGenerator generator = new();
        CSharpCompilation compilation = UserProject.Current.Compile(First, Second);
        Assert.Equal([New, New], TrackedGenerator.Reasons(generator.Run(compilation), NetworkGenerator.ReadStep));
        return generator.Run(edit(compilation));
    }

    private static CSharpCompilation Edit(CSharpCompilation compilation, int file, string text)
    {
        SyntaxTree old = compilation.SyntaxTrees[file];
        return compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(text, UserProject.Current.Parsing, old.FilePath));
    }

    private static CSharpCompilation OnNet80() => (UserProject.Current with { Framework = Framework.Net80 }).Compile(First, Second);

    private static IEnumerable<string> ChangedFiles(ImmutableArray<GeneratedSourceResult> before, ImmutableArray<GeneratedSourceResult> after)
    {
        Assert.Equal(before.Select(file => file.HintName), after.Select(file => file.HintName));
        return before.Zip(after).Where(pair => !pair.First.SourceText.ContentEquals(pair.Second.SourceText)).Select(pair => pair.First.HintName);
    }
}
