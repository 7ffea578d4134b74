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
    private readonly Dictionary<string, Shared> _shared = [];
    private int _depth;

    private GraphReader(ImmutableArray<BlockDeclaration> blocks) => _blocks = blocks;

    /// <summary>The graph of a declaration.</summary>
    /// <exception cref="InvalidDeclarationException">It has none.</exception>
    public static Graph Read(Declaration declaration)
    {
        GraphReader reader = new(declaration.Blocks);
        Layer[] layers = [.. declaration.Layers.Where(layer => layer.Kind is not ("Size" or "Trainable" or "Budget"))];
        reader.Add(layers, prefix: "", tensorPrefix: "", above: Nothing, numbers: null, isFrozen: false);
        reader.FreezeTogether();
        if (reader._outputs.Count == 0)
            reader._outputs.Add(new("output", reader._nodes.Count - 1));
        int[][] sizes = [.. declaration.Layers.Where(layer => layer.Kind == "Size").Select(layer => ((SizeAttribute)AttributeFactory.Create(layer)).Size)];
        return new([.. reader._nodes], [.. reader._outputs], sizes);
    }

    // Adds layers that begin by reading a node, and returns the last value.
    private int Add(IReadOnlyList<Layer> layers, string prefix, string tensorPrefix, int above, IReadOnlyDictionary<int, double>? numbers, bool isFrozen)
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
            bool isOwnFrozen = isFrozen || attribute is LayerAttribute { Trainable: false };
            above = layer.Block is not null ? AddCopies((UseAttribute<object>)attribute, layer, name, prefix, tensorPrefix, reads[0], isOwnFrozen)
                : attribute is OutputAttribute ? AddOutput(name, reads[0])
                : AddNode(new(prefix + name, attribute, reads, Owner(layer, name, prefix, _ => tensorPrefix + name, 1, isTied: false).Tensors(0), isOwnFrozen));
            values.TryAdd(layer.Block is null ? name : CopyNames.Stem(name), above);
        }

        return above;
    }

    // What a layer shares the tensors of; null where it has its own.
    private Shared Owner(Layer layer, string name, string prefix, Func<int, string> own, int copies, bool isTied)
    {
        Shared? owner = null;
        if (layer.Get("Share") is string share)
        {
            bool fits = _shared.TryGetValue(prefix + share, out owner) && owner.Layer.Get("Share") is null
                && (layer.Block is null ? owner.Layer.Kind == layer.Kind : owner.Layer.Block is not null)
                && (layer.Block is null || owner.IsTied || owner.Copies == copies);
            if (!fits)
                throw new InvalidDeclarationException($"There are no tensors of '{share}' to share.");
        }

        Shared shared = new(layer, owner?.Tensors ?? own, copies, isTied);
        _shared.TryAdd(prefix + name, shared);
        return shared;
    }

    // Layers with one set of tensors are frozen with any of them, and use their running statistics then.
    private void FreezeTogether()
    {
        HashSet<string> frozen = [.. _nodes.Where(node => node.IsFrozen).Select(node => node.TensorName)];
        for (int i = 0; i < _nodes.Count; i++)
        {
            if (!frozen.Contains(_nodes[i].TensorName))
                continue;
            _nodes[i] = _nodes[i] with { IsFrozen = true };
            if (_nodes[i].Attribute is BatchNormAttribute norm)
                norm.Frozen = true;
        }
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

    private int AddCopies(UseAttribute<object> use, Layer layer, string name, string prefix, string tensorPrefix, int above, bool isFrozen)
    {
        BlockDeclaration declared = _blocks.FirstOrDefault(each => each.Name == layer.Block)
            ?? throw new InvalidDeclarationException($"There is no block {layer.Block}.");
        if (declared.Layers.IsEmpty)
            throw new InvalidDeclarationException($"Block {layer.Block} is empty.");
        if (++_depth > MaxDepth)
            throw new InvalidDeclarationException("Blocks are too deep.");
        Func<int, string> own = copy => tensorPrefix + (use.Tied ? CopyNames.Stem(name) : CopyNames.Of(name, copy, use.Repeat));
        Shared shared = Owner(layer, CopyNames.Stem(name), prefix, own, use.Repeat, use.Tied);
        foreach ((int copy, IReadOnlyDictionary<int, double> numbers) in UseNumbers.Of(use.Values, use.Repeat).Index())
        {
            above = Add(declared.Layers, $"{prefix}{CopyNames.Of(name, copy, use.Repeat)}.", $"{shared.Tensors(copy)}.", above, numbers, isFrozen);
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

    // A layer or a use, by what the names of its tensors, or of those of each of its copies, begin with.
    private sealed record Shared(Layer Layer, Func<int, string> Tensors, int Copies, bool IsTied);
}
