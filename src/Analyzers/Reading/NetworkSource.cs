using ConvGen.Model;
using ConvGen.Model.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvGen.Analyzers.Reading;

/// <summary>The attributes that declare a network, and the partial declaration of the class that has them.</summary>
internal sealed class NetworkSource
{
    /// <summary>The maximum depth of blocks in blocks.</summary>
    public const int MaxNested = 64;

    private NetworkSource(
        INamedTypeSymbol type,
        List<AttributeData> layers,
        List<AttributeData> sizes,
        AttributeData? trainable,
        AttributeData? budget,
        AttributeData? pretrained,
        CancellationToken cancellation)
    {
        Type = type;
        HasUnknown = type.GetAttributes().Any(attribute => attribute.AttributeClass is null or { TypeKind: TypeKind.Error });
        Trainable = trainable;
        Budget = budget;
        Pretrained = pretrained;
        Declaration = (layers.FirstOrDefault() ?? sizes.FirstOrDefault() ?? trainable ?? budget ?? pretrained) is { } first
            ? Part(first, cancellation)
            : null;

        Members = [.. MemberReading.Read(type, cancellation)];

        // Attributes on other partial declarations have no order in the source.
        StrayLayer = layers.FirstOrDefault(layer => Part(layer, cancellation) != Declaration);
        Layers = [.. InSourceOrder(layers)];
        Sizes = [.. InSourceOrder(sizes)];
    }

    /// <summary>The class.</summary>
    public INamedTypeSymbol Type { get; }

    /// <summary>The partial declaration with the layers.</summary>
    public BaseTypeDeclarationSyntax? Declaration { get; }

    /// <summary>The members of the class that may collide with generated ones, and their locations.</summary>
    public IReadOnlyList<(OwnMember Member, Location? Location)> Members { get; }

    /// <summary>The layers, in source order.</summary>
    public IReadOnlyList<AttributeData> Layers { get; }

    /// <summary>The further sizes of the input, in source order.</summary>
    public IReadOnlyList<AttributeData> Sizes { get; }

    /// <summary>The first layer on another partial declaration of the class.</summary>
    public AttributeData? StrayLayer { get; }

    /// <summary>For a class that is a block, the input that makes it a network too.</summary>
    public AttributeData? InputOnBlock { get; private init; }

    /// <summary>
    /// Whether there is an unresolved attribute: it may be a misspelled layer, without which the others cannot be checked.
    /// </summary>
    public bool HasUnknown { get; }

    /// <summary>The <c>[Trainable]</c> attribute.</summary>
    public AttributeData? Trainable { get; }

    /// <summary>The limits.</summary>
    public AttributeData? Budget { get; }

    /// <summary>The <c>[Pretrained]</c> attribute.</summary>
    public AttributeData? Pretrained { get; }

    /// <summary>
    /// The layers of a block, in source order. Those of another assembly have no source; their metadata has the same order.
    /// </summary>
    public static IEnumerable<AttributeData> LayersOf(INamedTypeSymbol block) =>
        InSourceOrder(block.GetAttributes().Where(attribute => Kind(attribute) is { } kind && AttributeNames.IsLayer(kind)));

    /// <summary>The reason why a class cannot be used as a block; <see langword="null"/> when it can.</summary>
    /// <param name="block">The class.</param>
    /// <param name="around">The blocks that are being read, from the inside.</param>
    /// <param name="cancellation">Cancels the search.</param>
    public static string? ObstacleOf(INamedTypeSymbol block, IEnumerable<INamedTypeSymbol> around, CancellationToken cancellation)
    {
        string?[] kinds = [.. block.GetAttributes().Select(Kind)];
        string? forbidden = kinds.FirstOrDefault(AttributeNames.BelongsToNetworks);
        return !kinds.Contains(AttributeNames.Block) ? "it has no [Block]"
            : forbidden is not null ? $"[{AttributeNames.InBrackets(forbidden)}] belongs to networks"
            : around.Contains(block, SymbolEqualityComparer.Default) ? "it contains itself"
            : around.Count() >= MaxNested ? $"blocks are nested more than {MaxNested} deep"
            : !kinds.Any(kind => kind is not null && AttributeNames.IsLayer(kind)) ? "it has no layer"
            : LayersOf(block).Select(layer => Part(layer, cancellation)).Distinct().Count() > 1
                ? "its layers stand on two parts of the class"
            : null;
    }

    /// <summary>Collects the attributes, or returns <see langword="null"/> when the type has nothing to do with networks.</summary>
    public static NetworkSource? Find(INamedTypeSymbol type, CancellationToken cancellation)
    {
        List<AttributeData> layers = [], sizes = [];
        AttributeData? trainable = null;
        AttributeData? budget = null;
        AttributeData? pretrained = null;
        bool isBlock = false;
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (Kind(attribute) is not { } kind)
            {
                continue;
            }

            if (AttributeNames.IsLayer(kind))
            {
                layers.Add(attribute);
            }
            else if (kind == AttributeNames.Size)
            {
                sizes.Add(attribute);
            }
            else if (kind == AttributeNames.Trainable)
            {
                trainable ??= attribute;
            }
            else if (kind == AttributeNames.Budget)
            {
                budget ??= attribute;
            }
            else if (kind == AttributeNames.Pretrained)
            {
                pretrained ??= attribute;
            }

            isBlock |= kind == AttributeNames.Block;
        }

        // A block is read where it is used: only there its shapes are known.
        AttributeData? input = layers.FirstOrDefault(layer => Kind(layer) == AttributeNames.Input);
        bool isNothing = layers.Count == 0 && sizes.Count == 0 && trainable is null && budget is null && pretrained is null;
        return (isBlock && input is null) || isNothing
            ? null
            : new NetworkSource(type, layers, sizes, trainable, budget, pretrained, cancellation) { InputOnBlock = isBlock ? input : null };
    }

    private static IEnumerable<AttributeData> InSourceOrder(IEnumerable<AttributeData> attributes) =>
        attributes.OrderBy(attribute => attribute.ApplicationSyntaxReference?.Span.Start ?? 0);

    // The name of an attribute of ours.
    private static string? Kind(AttributeData attribute) =>
        attribute.AttributeClass is { ContainingType: null } kind
            && kind.ContainingNamespace is { Name: AttributeNames.Namespace, ContainingNamespace.IsGlobalNamespace: true }
            ? kind.Name
            : null;

    private static BaseTypeDeclarationSyntax? Part(AttributeData attribute, CancellationToken cancellation) =>
        AttributeSource.Syntax(attribute, cancellation)?.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>();
}
