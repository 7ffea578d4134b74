using System.Collections.Immutable;
using System.Text;
using ConvGen.Analyzers.Diagnostics;
using ConvGen.Analyzers.Reading;
using ConvGen.Generator.Emission;
using ConvGen.Generator.Plans;
using ConvGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ConvGen.Generator;

/// <summary>
/// Generates the code of every class that declares a network. Silent about mistakes, which the analyzers report: a class with one gets
/// members that only stand in for its own.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    /// <summary>Name of the step that has read a declaration; its values are plain data.</summary>
    public const string ReadStep = "ReadNetwork";

    /// <summary>Name of the step that has read the project's settings for the files with networks; its values are plain data.</summary>
    public const string SettingsStep = "ReadSettings";

    /// <summary>Name of the step that has placed its layers; its values are plain data.</summary>
    public const string InferStep = "InferNetwork";

    /// <summary>Name of the step that looks at what the project is.</summary>
    public const string ProjectStep = "ReadProject";

    /// <summary>Name of the step before emission.</summary>
    public const string EmitStep = "EmitNetwork";

    private const string InputAttribute = "ConvGen.InputAttribute";

    private readonly Func<NetworkPlan, TargetProject, IEnumerable<EmittedFile>> _write;

    /// <summary>Creates the generator.</summary>
    public NetworkGenerator()
        : this(NetworkEmitter.Emit)
    {
    }

    internal NetworkGenerator(Func<NetworkPlan, TargetProject, IEnumerable<EmittedFile>> write) => _write = write;

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<TargetProject> project = context.CompilationProvider
            .Select(static (compilation, _) => new TargetProject(HasMultiplyAddEstimate(compilation), ChecksOverflow(compilation)))
            .WithTrackingName(ProjectStep);

        Register(context, project, context.SyntaxProvider.ForAttributeWithMetadataName(
            InputAttribute,
            static (node, _) => node is ClassDeclarationSyntax,
            static (target, cancellation) => IsFirstPart(target)
                ? Read((INamedTypeSymbol)target.TargetSymbol, target.TargetNode, cancellation)
                : null));

        // Where the input is missing, something stands in for the network as for others with an error.
        Register(context, project, context.SyntaxProvider.CreateSyntaxProvider(
            static (node, _) => InputlessNetworks.IsCandidate(node),
            static (target, cancellation) => InputlessNetworks.Find(target, cancellation) is { } type
                ? Read(type, target.Node, cancellation)
                : null));

        RegisterOptimization(context);
    }

    // Blocks count as networks: a library of them is one of networks.
    private static void RegisterOptimization(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<int> Count(string attribute) => context.SyntaxProvider
            .ForAttributeWithMetadataName(
                attribute, static (node, _) => node is ClassDeclarationSyntax, static (target, _) => target.TargetSymbol.Name)
            .Collect()
            .Select(static (names, _) => names.Length);
        IncrementalValuesProvider<string> texts = Count(InputAttribute)
            .Combine(Count("ConvGen.BlockAttribute"))
            .Combine(context.CompilationProvider.Combine(context.AnalyzerConfigOptionsProvider))
            .Select(static (all, _) => OptimizedDebugBuild.IsWanted(all.Right.Left, all.Right.Right, all.Left.Left + all.Left.Right))
            .SelectMany(static (isWanted, _) => isWanted ? ImmutableArray.Create(OptimizedDebugBuild.Text) : []);
        context.RegisterSourceOutput(
            texts, static (production, text) => production.AddSource(OptimizedDebugBuild.HintName, SourceText.From(text, Utf8)));
    }

    private void Register(
        IncrementalGeneratorInitializationContext context,
        IncrementalValueProvider<TargetProject> project,
        IncrementalValuesProvider<ReadNetwork?> declarations)
    {
        IncrementalValuesProvider<ReadNetwork> read = declarations
            .Where(static network => network is not null)
            .Select(static (network, _) => network!)
            .WithTrackingName(ReadStep);

        IncrementalValueProvider<SettingsTable> settings = read
            .Select(static (network, _) => network.File)
            .Collect()
            .Combine(context.CompilationProvider.Combine(context.AnalyzerConfigOptionsProvider))
            .Select(static (pair, cancellation) => SettingsTable.Read(pair.Right.Left, pair.Right.Right, pair.Left, cancellation))
            .WithTrackingName(SettingsStep);

        IncrementalValuesProvider<NetworkCandidates> networks = read
            .Combine(settings)
            .Select(static (pair, _) => Infer(pair.Left, pair.Right.For(pair.Left.File), pair.Right.AnalyzersRun))
            .WithTrackingName(InferStep);

        IncrementalValuesProvider<EmittedNetwork> emitted = networks
            .Combine(project)
            .Select(static (pair, _) => (Networks: pair.Left, Project: pair.Right))
            .WithTrackingName(EmitStep)
            .Select((input, cancellation) =>
                EmittedNetwork.Of(input.Networks, plan => Written(plan, input.Project, cancellation), cancellation));

        context.RegisterSourceOutput(emitted, static (production, network) =>
        {
            foreach (EmittedFile file in network.Files)
            {
                production.AddSource(file.HintName, SourceText.From(file.Text, Utf8));
            }
        });

        // Only for what hardly ever happens is there a compilation to find the class in; other networks do not wait for it.
        IncrementalValuesProvider<(EmittedNetwork Left, Compilation Right)> faults = emitted
            .Where(static network => network.Fault is not null)
            .Combine(context.CompilationProvider);
        context.RegisterSourceOutput(faults, static (production, pair) =>
        {
            Location? place = pair.Right.Assembly.GetTypeByMetadataName(pair.Left.Type.MetadataName)?.Locations.FirstOrDefault();
            production.ReportDiagnostic(ProblemDiagnostics.Create(pair.Left.Fault!, place ?? Location.None));
        });
    }

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    // Inputs may stand on several parts of a class, which is an error; what is emitted is emitted once.
    private static bool IsFirstPart(GeneratorAttributeSyntaxContext target)
    {
        INamedTypeSymbol? input = target.Attributes[0].AttributeClass;
        SyntaxReference? first = target.TargetSymbol.GetAttributes()
            .FirstOrDefault(attribute => SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, input))?
            .ApplicationSyntaxReference;
        return first is null || (first.SyntaxTree == target.TargetNode.SyntaxTree && target.TargetNode.Span.Contains(first.Span));
    }

    private static ReadNetwork? Read(INamedTypeSymbol type, SyntaxNode node, CancellationToken cancellation)
    {
        string file = node.SyntaxTree.FilePath;
        (NetworkDeclaration Declaration, bool IsRight)? read = Faults.Try(
            type.Name, () => NetworkReader.ReadDeclaration(type, cancellation), out Problem? fault);
        return read is { } found ? new(found.Declaration.Type, found.Declaration, found.IsRight, null, file)
            : fault is not null ? new(NetworkReader.Identify(type), null, false, fault, file)
            : null;
    }

    private static NetworkCandidates Infer(ReadNetwork read, CodeSettings settings, bool analyzersRun)
    {
        var none = new NetworkCandidates(read.Type, null, null);
        Problem? fault = read.Fault;
        NetworkCandidates? networks = read.Declaration is not { } declaration ? none
            : Faults.Try(read.Type.Name, () => NetworkCandidates.Of(declaration, read.IsRight, settings, analyzersRun), out fault)
                ?? Faults.Try(read.Type.Name, () => NetworkCandidates.Of(declaration, isRight: false, settings, analyzersRun), out _);

        // The analyzers do the same and report it. Where they do not run, somebody must.
        return (networks ?? none) with { IsReported = analyzersRun, Fault = analyzersRun ? null : fault };
    }

    private IEnumerable<EmittedFile> Written(NetworkPlan plan, TargetProject project, CancellationToken cancellation)
    {
        foreach (EmittedFile file in _write(plan, project))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return file;
        }
    }

    private static bool ChecksOverflow(Compilation compilation) => compilation.Options is CSharpCompilationOptions { CheckOverflow: true };

    // .NET 9 and later can ask for a multiply-add that is fused where the processor has one.
    private static bool HasMultiplyAddEstimate(Compilation compilation) =>
        compilation.GetTypeByMetadataName("System.Runtime.Intrinsics.Vector128")?.GetMembers("MultiplyAddEstimate").IsEmpty == false;
}
