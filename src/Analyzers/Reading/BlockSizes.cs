using ConvGen.Model.Primitives;
using ConvGen.Model.Reading;
using Microsoft.CodeAnalysis;

namespace ConvGen.Analyzers.Reading;

/// <summary>The number of layers that blocks expand to, counted without expanding them: each block once.</summary>
internal sealed class BlockSizes(CancellationToken cancellation)
{
    private readonly Dictionary<INamedTypeSymbol, long> _sizes = new(SymbolEqualityComparer.Default);

    /// <summary>The layers of one copy; <see cref="long.MaxValue"/> for too many to count.</summary>
    /// <param name="block">The block.</param>
    /// <param name="depth">The blocks that it is in.</param>
    public long Of(INamedTypeSymbol block, int depth = 0)
    {
        if (_sizes.TryGetValue(block, out long known))
        {
            return known;
        }

        // A block that contains itself, or is nested too deep, is reported where it is used.
        _sizes[block] = 0;
        if (depth > NetworkSource.MaxNested)
        {
            return 0;
        }

        long size = 0;
        foreach (AttributeData layer in NetworkSource.LayersOf(block))
        {
            cancellation.ThrowIfCancellationRequested();
            bool isUse = layer.AttributeClass is { IsGenericType: true };
            long layers = !isUse ? 1
                : layer.AttributeClass!.TypeArguments[0] is INamedTypeSymbol inner
                    ? Saturating.Multiply(Copies(layer), Of(inner, depth + 1))
                : 0;
            size = Saturating.Add(size, layers);
        }

        return _sizes[block] = size;
    }

    private long Copies(AttributeData use)
    {
        int copies = BlockUse.Read(new AttributeReading(new SymbolArguments(use, cancellation))).Copies;
        return copies < 1 || BlockPlaceholder.Find(copies) is not null ? 1 : copies;
    }
}
