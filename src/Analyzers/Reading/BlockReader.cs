using System.Collections.Immutable;
using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvGen.Analyzers.Reading;

/// <summary>Reads layers and the blocks that they use.</summary>
/// <param name="report">Receives the problems of an attribute.</param>
/// <param name="cancellation">Cancels the reading.</param>
internal sealed class BlockReader(Action<AttributeData, Problem> report, CancellationToken cancellation)
{
    /// <summary>
    /// The maximum of layers in a network, after expansion. More are a mistake, and would take the compiler minutes.
    /// </summary>
    private const long MaxLayers = 2_000;

    private readonly BlockSizes _sizes = new(cancellation);
    private long _layers;

    /// <summary>Whether every argument read so far had a value.</summary>
    public bool IsReadable { get; private set; } = true;

    /// <summary>Reads the layer of a network.</summary>
    public LayerDeclaration Read(AttributeData attribute)
    {
        LayerDeclaration layer = Read(attribute, numbers: null, ImmutableStack<INamedTypeSymbol>.Empty, report);
        long before = _layers;
        _layers += Layers(layer);
        if (before <= MaxLayers && _layers > MaxLayers)
        {
            report(attribute, TooMany($"With {layer.Layer.Kind} there are {NumberText.Grouped(_layers)} layers"));
        }

        return layer;
    }

    /// <summary>Reads an attribute that is no layer.</summary>
    public T Read<T>(AttributeData attribute, Func<AttributeReading, T> read)
    {
        var reading = new AttributeReading(Arguments(attribute));
        T value = read(reading);
        Close(reading, attribute, report);
        return value;
    }

    private SymbolArguments Arguments(AttributeData attribute)
    {
        cancellation.ThrowIfCancellationRequested();
        return new SymbolArguments(attribute, cancellation);
    }

    private void Close(AttributeReading reading, AttributeData attribute, Action<AttributeData, Problem> to)
    {
        // The compiler reports arguments that have no value.
        IsReadable &= reading.IsReadable;
        foreach (Problem problem in reading.Problems)
        {
            to(attribute, problem);
        }
    }

    private LayerDeclaration Read(
        AttributeData attribute, BlockNumbers? numbers, ImmutableStack<INamedTypeSymbol> around, Action<AttributeData, Problem> to)
    {
        SymbolArguments arguments = Arguments(attribute);
        var reading = new AttributeReading(arguments) { Numbers = numbers };
        string name = attribute.AttributeClass!.Name;
        if (numbers is null && arguments.BlockNumber is { } placeholder)
        {
            BaseTypeDeclarationSyntax? type =
                AttributeSource.Syntax(attribute, cancellation)?.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>();
            string[] words = [$"[{arguments.Kind}]", placeholder.Number, type?.Identifier.ValueText ?? string.Empty];
            to(attribute, Problem.Of(ProblemIds.BlockNumberOutside, words, placeholder.Argument) with
            {
                Fixes = placeholder.IsOptional ? new(Fix.Remove(placeholder.Argument)) : EquatableArray<Fix>.Empty,
            });
            IsReadable = false;
        }

        LayerDeclaration layer = name == AttributeNames.Use
            ? BlockUse.Declare(ReadUse(attribute, BlockUse.Read(reading), numbers, around, to), reading)
            : LayerReaders.Read(name, reading);
        Close(reading, attribute, to);
        return layer;
    }

    private UseLayer ReadUse(
        AttributeData attribute,
        BlockUse use,
        BlockNumbers? numbers,
        ImmutableStack<INamedTypeSymbol> around,
        Action<AttributeData, Problem> to)
    {
        UseLayer none = use.Empty;
        ITypeSymbol? used = attribute.AttributeClass!.TypeArguments.FirstOrDefault();
        if (used is null or { TypeKind: TypeKind.Error })
        {
            IsReadable = false;
            return none;
        }

        if (used is not INamedTypeSymbol block)
        {
            to(attribute, Problem.Of(ProblemIds.NoBlock, [used.ToDisplayString(), "it is no class"]));
            return none;
        }

        if (NetworkSource.ObstacleOf(block, around, cancellation) is { } obstacle)
        {
            to(attribute, Problem.Of(ProblemIds.NoBlock, [block.Name, obstacle]));
            return none;
        }

        if (use.Copies < 1)
        {
            string[] words = [$"Use of '{block.Name}'", "Repeat", NumberText.Plain(use.Copies)];
            to(attribute, Problem.Of(ProblemIds.NotPositive, words, "Repeat") with
            {
                Fixes = Fix.Raise("Repeat", [use.Copies], isArray: false, minimum: 1, defaultValue: 1),
            });
            return none;
        }

        // Counted before anything is expanded: blocks of blocks double with each level.
        long layers = Saturating.Multiply(use.Copies, _sizes.Of(block));
        if (layers > MaxLayers)
        {
            (string noun, string verb) = use.Copies == 1 ? ("copy", "is") : ("copies", "are");
            to(
                attribute,
                TooMany($"{NumberText.Grouped(use.Copies)} {noun} of block '{block.Name}' {verb} {NumberText.Grouped(layers)} layers"));
            return none;
        }

        // What is wrong in one copy is most often wrong in all.
        HashSet<(AttributeData, Problem)> said = [];
        void Once(AttributeData at, Problem problem)
        {
            if (said.Add((at, problem)))
            {
                to(at, problem);
            }
        }

        return use.Expand(
            new BlockParameters(block.Name, Constants(block)),
            numbers,
            own => NetworkSource.LayersOf(block).Select(layer => Read(layer, own, around.Push(block), Once)).ToEquatableArray(),
            problem => Once(attribute, problem));
    }

    private static IEnumerable<(string Name, object? Value)> Constants(INamedTypeSymbol block) => block.GetMembers()
        .OfType<IFieldSymbol>()
        .Where(field => field.HasConstantValue)
        .Select(field => (field.Name, field.ConstantValue));

    private static Problem TooMany(string what) => Problem.Of(ProblemIds.TooManyLayers, [what, NumberText.Grouped(MaxLayers)], "Repeat");

    /// <summary>The number of layers that a declared one expands to.</summary>
    private static long Layers(LayerDeclaration declared) => declared.Layer is UseLayer use ? use.Copies.Sum(copy => copy.Sum(Layers)) : 1;
}
