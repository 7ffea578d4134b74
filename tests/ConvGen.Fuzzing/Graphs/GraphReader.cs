using System.Collections.Immutable;
using System.Globalization;
using ConvGen.Fuzzing.Declarations;

namespace ConvGen.Fuzzing.Graphs;

/// <summary>Reads a declaration as docs/layers defines it: which layer reads which, with blocks in the place of their uses.</summary>
internal sealed class GraphReader
{
    private const string BlockInput = BlockArgument.Input;
    private const int Nothing = -1;

    // What is drawn is far below; mutations ask for any number.
    private const int MaxNodes = 500;
    private const int MaxDepth = 20;

    private readonly ImmutableArray<BlockDeclaration> _blocks;
    private readonly List<Node> _nodes = [];
    private readonly List<OutputPort> _outputs = [];
    private int _depth;

    private GraphReader(ImmutableArray<BlockDeclaration> blocks) => _blocks = blocks;

    /// <summary>The graph of a declaration.</summary>
    /// <exception cref="InvalidDeclarationException">It has none.</exception>
    public static Graph Read(Declaration declaration)
    {
        GraphReader reader = new(declaration.Blocks);
        Layer[] layers = [.. declaration.Layers.Where(layer => layer.Kind is not ("Size" or "Trainable" or "Budget"))];
        reader.Add(layers, prefix: "", tensorPrefix: "", above: Nothing, numbers: null);
        if (reader._outputs.Count == 0)
            reader._outputs.Add(new("output", reader._nodes.Count - 1));
        int[][] sizes = [.. declaration.Layers.Where(layer => layer.Kind == "Size").Select(layer => ((SizeAttribute)AttributeFactory.Create(layer)).Size)];
        return new([.. reader._nodes], [.. reader._outputs], sizes);
    }

    // Adds layers that begin by reading a node, and returns the last value.
    private int Add(IReadOnlyList<Layer> layers, string prefix, string tensorPrefix, int above, IReadOnlyDictionary<int, double>? numbers)
    {
        Dictionary<string, int> counts = [], values = [];
        if (prefix.Length > 0)
            values[BlockInput] = above;
        foreach (Layer layer in layers)
        {
            Attribute attribute = AttributeFactory.Create(layer, numbers);
            string stem = LayerNames.Stem(layer);
            int count = counts[stem] = counts.GetValueOrDefault(stem) + 1;
            string name = layer.Name ?? (attribute is InputAttribute && count == 1 ? stem : stem + count.ToString(CultureInfo.InvariantCulture));
            int[] reads = [.. Reads(layer, attribute, above, name => values.TryGetValue(name, out int found)
                ? found
                : throw new InvalidDeclarationException($"There is no '{name}'."))];
            above = layer.Block is not null ? AddCopies((UseAttribute<object>)attribute, layer.Block, name, prefix, tensorPrefix, reads[0])
                : attribute is OutputAttribute ? AddOutput(name, reads[0])
                : AddNode(new(prefix + name, attribute, reads, tensorPrefix + name));
            values.TryAdd(layer.Block is null ? name : CopyNames.Stem(name), above);
        }

        return above;
    }

    private int AddNode(Node node)
    {
        if (_nodes.Count == MaxNodes)
            throw new InvalidDeclarationException("It has too many layers.");
        _nodes.Add(node);
        return _nodes.Count - 1;
    }

    // The mark of an output stands for what it marks.
    private int AddOutput(string name, int node)
    {
        _outputs.Add(new(name, node));
        return node;
    }

    private int AddCopies(UseAttribute<object> use, string block, string name, string prefix, string tensorPrefix, int above)
    {
        BlockDeclaration declared = _blocks.FirstOrDefault(each => each.Name == block) ?? throw new InvalidDeclarationException($"There is no block {block}.");
        if (declared.Layers.IsEmpty)
            throw new InvalidDeclarationException($"Block {block} is empty.");
        if (++_depth > MaxDepth)
            throw new InvalidDeclarationException("Blocks are too deep.");
        foreach ((int copy, IReadOnlyDictionary<int, double> numbers) in UseNumbers.Of(use.Values, use.Repeat).Index())
        {
            string own = CopyNames.Of(name, copy, use.Repeat);
            above = Add(
                declared.Layers, $"{prefix}{own}.", $"{tensorPrefix}{(use.Tied ? CopyNames.Stem(name) : own)}.", above, numbers);
        }

        _depth--;
        return above;
    }

    private int[] Reads(Layer layer, Attribute attribute, int above, Func<string, int> find)
    {
        string? from = (attribute as LayerAttribute)?.From;
        int First() => from is not null ? find(from) : above != Nothing ? above : throw new InvalidDeclarationException($"{layer.Kind} has nothing above it.");
        switch (attribute)
        {
            case InputAttribute:
                return [];
            case MaxUnpoolAttribute:
                // The values, what the pooling read, and its result.
                int pool = from is null ? Nothing : find(from);
                return pool != Nothing && _nodes[pool].Attribute is MaxPoolAttribute
                    ? [above, _nodes[pool].Reads[0], pool]
                    : throw new InvalidDeclarationException("There is no pooling to undo.");
        }

        string[]? with = attribute switch
        {
            AddAttribute add => add.With,
            SubtractAttribute subtract => subtract.With,
            MultiplyAttribute multiply => multiply.With,
            DivideAttribute divide => divide.With,
            MaximumAttribute maximum => maximum.With,
            MinimumAttribute minimum => minimum.With,
            ConcatAttribute concat => concat.With,
            MatMulAttribute product => product.With,
            _ => null,
        };
        return with is null ? [First()]
            : with.Length == 0 ? throw new InvalidDeclarationException($"{layer.Kind} has nothing to combine.")
            : with.Length == 1 || from is not null ? [First(), .. with.Select(find)]
            : [.. with.Select(find)];
    }
}
