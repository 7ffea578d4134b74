using System.Text;
using ConvGen.Analyzers.Reading;
using ConvGen.Generator.Emission;
using ConvGen.Generator.Planning;
using ConvGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ConvGen.Generator;

/// <summary>
/// Generates the code of every class that declares a network. Silent about mistakes, which the analyzers report: a class with one gets members
/// that only stand in for its own.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    /// <summary>Name of the step that has read a declaration and the project's settings for it; its values are plain data.</summary>
    public const string ReadStep = "ReadNetwork";

    /// <summary>Name of the step that has placed its layers; its values are plain data.</summary>
    public const string InferStep = "InferNetwork";

    /// <summary>Name of the step that looks at what the framework offers.</summary>
    public const string FrameworkStep = "ReadFramework";

    /// <summary>Name of the step before emission.</summary>
    public const string EmitStep = "EmitNetwork";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<NetworkCandidates> networks = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                "ConvGen.InputAttribute",
                static (node, _) => node is ClassDeclarationSyntax,
                static (target, cancellation) => (Read: NetworkReader.ReadDeclaration((INamedTypeSymbol)target.TargetSymbol, cancellation), File: target.TargetNode.SyntaxTree))
            .Where(static declared => declared.Read is not null)
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, _) => (
                Read: pair.Left.Read!.Value, Settings: CodeSettingsReader.Read(pair.Right, pair.Left.File), AnalyzersRun: CodeSettingsReader.AnalyzersRun(pair.Right)))
            .WithTrackingName(ReadStep)
            .Select(static (declared, _) => NetworkCandidates.Of(declared.Read.Declaration, declared.Read.IsRight, declared.Settings, declared.AnalyzersRun))
            .WithTrackingName(InferStep);

        IncrementalValueProvider<bool> hasMultiplyAddEstimate = context.CompilationProvider
            .Select(static (compilation, _) => HasMultiplyAddEstimate(compilation))
            .WithTrackingName(FrameworkStep);

        IncrementalValuesProvider<(NetworkCandidates Networks, bool HasMultiplyAddEstimate)> inputs = networks
            .Combine(hasMultiplyAddEstimate)
            .Select(static (pair, _) => (pair.Left, pair.Right))
            .WithTrackingName(EmitStep);

        context.RegisterSourceOutput(inputs, static (production, input) =>
        {
            if ((Plan(input.Networks.Declared) ?? Plan(input.Networks.StandIn)) is not { } plan)
            {
                return;
            }

            foreach (EmittedFile file in NetworkEmitter.Emit(plan, input.HasMultiplyAddEstimate))
            {
                production.CancellationToken.ThrowIfCancellationRequested();
                production.AddSource(file.HintName, SourceText.From(file.Text, Utf8));
            }
        });
    }

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    private static NetworkPlan? Plan(NetworkModel? network) => network is null ? null : NetworkPlan.TryCreate(network);

    // .NET 9 and later can ask for a multiply-add that is fused where the processor has one.
    private static bool HasMultiplyAddEstimate(Compilation compilation) =>
        compilation.GetTypeByMetadataName("System.Runtime.Intrinsics.Vector128")?.GetMembers("MultiplyAddEstimate").IsEmpty == false;
}
