using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvGen.Analyzers.Reading;

/// <summary>The attributes of one class that declare a network, and the part of the class they stand on.</summary>
internal sealed class NetworkSource
{
    private const string AttributeNamespace = "ConvGen";

    private NetworkSource(
        INamedTypeSymbol type, List<AttributeData> layers, AttributeData? trainable, AttributeData? budget, CancellationToken cancellation)
    {
        Type = type;
        Trainable = trainable;
        Budget = budget;
        Declaration = (layers.FirstOrDefault() ?? trainable ?? budget) is { } first ? Part(first, cancellation) : null;

        // Attributes on other parts are in no order that the source shows.
        StrayLayer = layers.FirstOrDefault(layer => Part(layer, cancellation) != Declaration);
        Layers = [.. layers.OrderBy(layer => layer.ApplicationSyntaxReference?.Span.Start ?? 0)];
    }

    /// <summary>The class.</summary>
    public INamedTypeSymbol Type { get; }

    /// <summary>The part with the layers.</summary>
    public BaseTypeDeclarationSyntax? Declaration { get; }

    /// <summary>The layers, in source order.</summary>
    public IReadOnlyList<AttributeData> Layers { get; }

    /// <summary>The first layer that stands on another part of the class.</summary>
    public AttributeData? StrayLayer { get; }

    /// <summary>The request for training code.</summary>
    public AttributeData? Trainable { get; }

    /// <summary>The limits.</summary>
    public AttributeData? Budget { get; }

    /// <summary>Collects the attributes, or returns <see langword="null"/> when the type has nothing to do with networks.</summary>
    public static NetworkSource? Find(INamedTypeSymbol type, CancellationToken cancellation)
    {
        List<AttributeData> layers = [];
        AttributeData? trainable = null;
        AttributeData? budget = null;
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass is not { ContainingType: null } kind || !IsOurs(kind))
                continue;
            if (LayerReaders.IsLayer(kind.Name))
                layers.Add(attribute);
            else if (kind.Name == "TrainableAttribute")
                trainable ??= attribute;
            else if (kind.Name == "BudgetAttribute")
                budget ??= attribute;
        }

        return layers.Count == 0 && trainable is null && budget is null
            ? null
            : new NetworkSource(type, layers, trainable, budget, cancellation);
    }

    private static bool IsOurs(INamedTypeSymbol attribute) =>
        attribute.ContainingNamespace is { Name: AttributeNamespace, ContainingNamespace.IsGlobalNamespace: true };

    private static BaseTypeDeclarationSyntax? Part(AttributeData attribute, CancellationToken cancellation) =>
        AttributeSource.Syntax(attribute, cancellation)?.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>();
}
