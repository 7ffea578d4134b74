using System.Collections.Immutable;
using System.Reflection;
using ConvGen.Analyzers;
using ConvGen.Generator.Tests.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ConvGen.Generator.Tests.Hygiene;

/// <summary>What a class has of its own is an error of ours where it is in the way, and never an error of generated code.</summary>
public class ClashTests
{
    private const string Layers = "using ConvGen;\n#pragma warning disable\n[Input(1, 4, Element = InputElement.Byte), Size(6), Conv(2, k: 3), Output(\"mask\"), GlobalMaxPool, Output(\"other\"), Trainable]\n";

    /// <summary>A class, and the identifiers of what is reported about it.</summary>
    public static TheoryData<string, string> Clashing => new()
    {
        { "partial class Net { public int Info => 1; }", "CG0030" },
        { "partial class Net { public int Parameters; }", "CG0030" },
        { "partial class Net { int Profile() => 1; }", "CG0030" },
        { "partial class Net { class Context; }", "CG0030" },
        { "partial class Net { partial class Context; }", "CG0030" },
        { "partial class Net { public struct ConvGenCode; }", "CG0030" },
        { "partial class Net { int _convGenContext, _convGenWeights; }", "CG0030 CG0030" },
        { "partial class Net { public void Dispose() { } }", "CG0030" },
        { "partial class Net { public int Dispose => 1; }", "CG0030" },
        { "partial class Net { void System.IDisposable.Dispose() { } }", "CG0030" },
        { "partial class Net : INetwork { NetworkInfo INetwork.Info => null; ParameterCollection INetwork.Parameters => null; }", "CG0030 CG0030" },
        { "partial class Net : INetwork { NetworkProfile INetwork.Profile { get; set; } void INetwork.Save(string path) { } }", "CG0030 CG0030" },
        { "partial class Net : INetwork { InferenceContext INetwork.CreateContext() => null; }", "CG0030" },
        { "partial class Net { public static Net Load(string path, NetworkOptions options) => null; public void Save(System.IO.Stream stream) { } }", "CG0030 CG0030" },
        { "partial class Net { public void Forward(System.ReadOnlySpan<float> a, System.Span<float> b, System.Span<float> c) { } }", "CG0030" },
        { "partial class Net { void Forward(System.ReadOnlySpan<byte> a, int n, System.Span<float> b, System.Span<float> c) { } }", "CG0030" },
        { "partial class Net { void CreateTrainingContext(int a, int b) { } object CreateContext() => null; }", "CG0030 CG0030" },
        { "partial class Net { public const int InputLength = 3, MaskLength = 4, OtherLength6 = 5; }", "CG0030 CG0030 CG0030" },
        { "partial class Net { int get_Info() => 1; void set_Profile(NetworkProfile p) { } }", "CG0030 CG0030" },
        { "partial class Net { public Net(NetworkOptions options) { } }", "CG0030" },
        { "partial class Net { public Net(ConvGen.WeightStore weights) { } }", "CG0030" },
        { "partial class Net { public Net() { } }", "CG0032" },
        { "partial class Net { public Net() : base() { } Net(int a, int b) { } }", "CG0032 CG0032" },
        { "partial class Net { public required int Title; }", "CG0033" },
        { "partial class Net : Base; abstract class Base : System.IDisposable { public abstract void Dispose(); }", "CG0030 CS0534" },
        { "partial class Net : Base; class Base { public virtual void Dispose() { } protected int Info; internal class Context; }", "CG0030 CG0030 CG0030" },
        { "partial class Context;", "CG0031" },
        { "partial class Info;", "CG0031" },
        { "partial class Parameters;", "CG0031" },
        { "partial class Load;", "CG0031" },
        { "partial class Save;", "CG0031" },
        { "partial class Forward;", "CG0031" },
        { "partial class Dispose;", "CG0031" },
        { "partial class Profile;", "CG0031" },
        { "partial class CreateContext;", "CG0031" },
        { "partial class CreateTrainingContext;", "CG0031" },
        { "partial class ConvGenCode;", "CG0031" },
        { "partial class MaskLength;", "CG0031" },
        { "partial class Net; class CgSystem;", "CG0034" },
        { "partial class Net; namespace CgMem { class X; }", "CG0034" },
    };

    [Theory]
    [MemberData(nameof(Clashing))]
    public async Task IsReportedAndBreaksNothing(string type, string ids)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        GeneratedProject project = UserProject.Current.Generate(Layers + type);
        Assert.Null(project.Result.Exception);
        ImmutableArray<Diagnostic> found = await project.Compilation.WithAnalyzers([new NetworkAnalyzer()]).GetAllDiagnosticsAsync(cancellation);
        Diagnostic[] errors = [.. found.Where(each => each.Severity == DiagnosticSeverity.Error)];
        Assert.Equal(ids.Split(' '), errors.Select(each => each.Id).Order(StringComparer.Ordinal));
        Assert.All(errors, each => Assert.Equal("File0.cs", each.Location.SourceTree!.FilePath));
    }

    /// <summary>Classes named as something else in emitted code, or with members that are.</summary>
    public static TheoryData<string> Free =>
    [
        "class Net;", "class @event;", "class Trainer;", "class Avx512;", "class Portable;", "class Target;", "class Steps;", "class Execute;", "class PassExamples;", "class Dispatch;",
        "class Arena;", "class Enter;", "class WeightStore;", "class Math;", "class Unsafe;", "class @var;", "class @nint;", "class StepInfos;", "class ExamplesPerPass;", "class CgThing;",
        "class Net { class Trainer; class Avx512; class Avx2; class Portable; enum Math { } struct Span<T>; class Unsafe; class X86; class System; class ConvGen; class ExampleCopy; }",
        "class Net { int _context, _weights, CreateTensors, PackWeights, PackTrainingWeights, ExactWeights, InputFormat, LayoutOfMask; void Execute() { } string nameof(object x) => \"\"; }",
        "class Net { ~Net() { } static Net() { } public Net(int seed) : this(new NetworkOptions { Seed = seed }) { } public float Forward(float[] x) => 1; void Dispose(bool all) { } }",
        "class Net : System.IDisposable { class Context<T>; public static bool operator true(Net n) => true; public static bool operator false(Net n) => false; int this[int i] => i; }",
        "class Net : Base; class Base { protected class Net; protected class WeightStore; protected class Avx512; private int Info; protected Base(int a = 1) { } protected int _weights; }",
        "class Net : INetwork, ITrainableNetwork, System.IDisposable { public int Examples, Target, Steps; }",
        "class Context<T>; public partial class Net2;",
    ];

    [Theory]
    [MemberData(nameof(Free))]
    public async Task OtherNamesAreFree(string type)
    {
        // The last is a class beside the network.
        string source = type.StartsWith("class Context<", StringComparison.Ordinal) ? $"{Layers}partial class Net;\n{type}" : $"{Layers}partial {type}";
        GeneratedProject project = UserProject.Current.Generate(source);
        ImmutableArray<Diagnostic> found = await project.Compilation.WithAnalyzers([new NetworkAnalyzer()]).GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Empty(found.Where(each => each.Severity == DiagnosticSeverity.Error));
        Assert.DoesNotContain("stands in", string.Concat(project.Result.GeneratedSources.Select(each => each.SourceText)), StringComparison.Ordinal);
    }

    /// <summary>Names of inputs and outputs that emitted code could confuse with each other, or with its own.</summary>
    public static TheoryData<string[], string[]> Ports => new()
    {
        { ["mask", "maskLogits", "maskGradient"], ["out", "outGradient", "outLogits", "outLogitsGradient"] },
        { ["examples", "examplesValues", "first", "count"], ["height", "heightValues", "width", "context"] },
        { ["event", "class", "var", "nameof"], ["options", "load", "batchSize", "seed"] },
        { ["arget", "target", "input", "layoutOf"], ["output", "arena", "_", "step"] },
        { ["info", "Parameters", "dispose", "Forward"], ["profile", "save", "example", "result"] },
        { ["a", "aLength", "a.b", "1"], ["Mask", "masks", "this", "value"] },
    };

    [Theory]
    [MemberData(nameof(Ports))]
    public void PortsAreToldApart(string[] inputs, string[] outputs)
    {
        foreach (string size in new[] { "", "Size(6, 5), " })
        {
            string flows = string.Concat(inputs.Select(name => $"Input(2, 4, 4, Name = \"{name}\", Element = InputElement.Byte), "));
            string adds = $"Add({string.Join(", ", inputs.Select(name => $"\"{name}\""))})";
            string ends = string.Concat(outputs.Select(name => $", Conv(2, k: 1), Softmax, Output(\"{name}\")"));
            GeneratedProject project = UserProject.Current.Generate($"using ConvGen;\n/// <summary>Network.</summary>\n[{flows}{size}{adds}{ends}, Trainable] public sealed partial class Net;");
            Assert.Empty(project.WithoutHiddenWarnings(TestContext.Current.CancellationToken).Complaints(TestContext.Current.CancellationToken));
            Type type = Assembly.Load([.. project.Emit(TestContext.Current.CancellationToken)]).GetType("Net", throwOnError: true)!;
            Assert.Contains(NetworkRun.Of(type), value => value != 0);
        }
    }

    [Fact]
    public void AKeywordIsNamedWithoutItsMark()
    {
        GeneratedProject project = UserProject.Current.Generate("using ConvGen;\n/// <summary>Network.</summary>\n[Input(4), Dense(2), Trainable] public sealed partial class @event;");
        Type type = Assembly.Load([.. project.Emit(TestContext.Current.CancellationToken)]).GetType("event", throwOnError: true)!;
        using INetwork network = (INetwork)Activator.CreateInstance(type, [null])!;
        Assert.Equal("event", network.Info.Name);
        Assert.DoesNotContain(project.Result.GeneratedSources, source => source.SourceText.ToString().Contains("of @event", StringComparison.Ordinal));
    }
}
