using System.Collections.Immutable;
using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvGen.Analyzers.Reading;

/// <summary>Reads layers and the blocks that they use.</summary>
/// <param name="report">Receives the problems of an attribute.</param>
/// <param name="cancellation">Cancels the reading.</param>
internal sealed class BlockReader(Action<AttributeData, Problem> report, CancellationToken cancellation)
{
    private const string UseAttribute = "UseAttribute";

    /// <summary>
    /// The maximum of layers in a network, after expansion. More are a mistake, and would take the compiler minutes.
    /// </summary>
    private const long MaxLayers = 2_000;

    private readonly BlockSizes _sizes = new(cancellation);
    private long _layers;

    /// <summary>Whether every argument read so far had a value.</summary>
    public bool IsReadable { get; private set; } = true;

    /// <summary>Whether an attribute of namespace ConvGen is a layer or a use of a block.</summary>
    public static bool IsLayer(string attributeName) => attributeName == UseAttribute || LayerReaders.IsLayer(attributeName);

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

    /// <summary>Begins to read an attribute.</summary>
    public AttributeReading Open(AttributeData attribute, BlockNumbers? numbers = null)
    {
        cancellation.ThrowIfCancellationRequested();
        return new AttributeReading(attribute, cancellation) { Numbers = numbers };
    }

    /// <summary>Reports the problems of an attribute.</summary>
    public void Close(AttributeReading reading, AttributeData attribute) => Close(reading, attribute, report);

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
        AttributeReading reading = Open(attribute, numbers);
        string name = attribute.AttributeClass!.Name;
        if (numbers is null && reading.BlockNumber is { } placeholder)
        {
            BaseTypeDeclarationSyntax? type =
                AttributeSource.Syntax(attribute, cancellation)?.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>();
            string[] arguments =
                [$"[{name.Replace("Attribute", string.Empty)}]", placeholder.Number, type?.Identifier.ValueText ?? string.Empty];
            to(attribute, Problem.Of(ProblemIds.BlockNumberOutside, arguments, placeholder.Argument) with
            {
                Fixes = placeholder.IsOptional ? new(Fix.Remove(placeholder.Argument)) : EquatableArray<Fix>.Empty,
            });
            IsReadable = false;
        }

        LayerDeclaration layer = name == UseAttribute
            ? new(ReadUse(attribute, reading, around, to), reading.Text("Name"), reading.Text("From"), EquatableArray<string>.Empty)
            : LayerReaders.Read(name, reading);
        Close(reading, attribute, to);
        return layer;
    }

    private UseLayer ReadUse(
        AttributeData attribute, AttributeReading reading, ImmutableStack<INamedTypeSymbol> around, Action<AttributeData, Problem> to)
    {
        int copies = reading.Integer("Repeat", 1), filters = reading.Integer("filters"), stride = reading.Integer("s", 1);
        bool tied = reading.Switch("Tied");
        var none = new UseLayer(EquatableArray<EquatableArray<LayerDeclaration>>.Empty, tied);
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

        (string Name, int Value)[] positive = [("Repeat", copies), ("s", stride)];
        foreach ((string argument, int value) in positive.Where(number => number.Value < 1))
        {
            to(attribute, Problem.Of(ProblemIds.NotPositive, [$"Use of '{block.Name}'", argument, NumberText.Plain(value)], argument) with
            {
                Fixes = Fix.Raise(argument, [value], isArray: false, minimum: 1, defaultValue: 1),
            });
        }

        if (positive.Any(number => number.Value < 1))
        {
            return none;
        }

        // Counted before anything is expanded: blocks of blocks double with each level.
        long layers = Saturating.Multiply(copies, _sizes.Of(block));
        if (layers > MaxLayers)
        {
            (string noun, string verb) = copies == 1 ? ("copy", "is") : ("copies", "are");
            to(
                attribute,
                TooMany($"{NumberText.Grouped(copies)} {noun} of block '{block.Name}' {verb} {NumberText.Grouped(layers)} layers"));
            return none;
        }

        // All copies after the first are alike, and the problems of their attributes have been reported.
        EquatableArray<LayerDeclaration> first = ReadCopy(block, filters, stride, attribute, around, to);
        EquatableArray<LayerDeclaration> others =
            copies == 1 || stride == 1 ? first : ReadCopy(block, filters, stride: 1, attribute, around, (_, _) => { });
        return new UseLayer(Enumerable.Range(0, copies).Select(copy => copy == 0 ? first : others).ToEquatableArray(), tied);
    }

    private static Problem TooMany(string what) => Problem.Of(ProblemIds.TooManyLayers, [what, NumberText.Grouped(MaxLayers)], "Repeat");

    /// <summary>The number of layers that a declared one expands to.</summary>
    private static long Layers(LayerDeclaration declared) => declared.Layer is UseLayer use ? use.Copies.Sum(copy => copy.Sum(Layers)) : 1;

    private EquatableArray<LayerDeclaration> ReadCopy(
        INamedTypeSymbol block,
        int filters,
        int stride,
        AttributeData use,
        ImmutableStack<INamedTypeSymbol> around,
        Action<AttributeData, Problem> to)
    {
        var numbers = new BlockNumbers(block.Name, filters, stride);
        EquatableArray<LayerDeclaration> layers =
            NetworkSource.LayersOf(block).Select(layer => Read(layer, numbers, around.Push(block), to)).ToEquatableArray();

        // The same problem would be reported for every constant of the block that the use does not set.
        foreach (Problem problem in numbers.Problems.Take(1))
        {
            to(use, problem);
        }

        return layers;
    }
}
