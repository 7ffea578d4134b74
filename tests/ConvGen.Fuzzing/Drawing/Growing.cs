using System.Collections.Immutable;
using System.Globalization;
using ConvGen.Fuzzing.Declarations;
using ConvGen.Fuzzing.Graphs;

namespace ConvGen.Fuzzing.Drawing;

/// <summary>A declaration that grows: layers are added when the whole still has a meaning and stays small.</summary>
internal sealed class Growing
{
    // Evaluations in double precision, forward and backward, are the greater part of a run.
    private const long MaxCost = 1_500_000;

    private readonly List<(string Name, int[] Shape)> _named = [];
    private int _names;

    public Growing(IEnumerable<Layer> inputs)
    {
        Layers = [];
        Placed = null!;
        foreach (Layer input in inputs)
        {
            if (!TryAdd(input))
                throw new InvalidOperationException($"There is no input {input}.");
        }
    }

    public ImmutableArray<Layer> Layers { get; private set; }

    public ImmutableArray<BlockDeclaration> Blocks { get; private set; } = [];

    public PlacedGraph Placed { get; private set; }

    /// <summary>The declaration so far.</summary>
    public Declaration Declaration => new(Layers, Blocks);

    /// <summary>The value that the next layer reads when it names none.</summary>
    public int[] Current { get; private set; } = [];

    /// <summary>What can be read by its name.</summary>
    public IReadOnlyList<(string Name, int[] Shape)> Named => _named;

    /// <summary>A name that is free.</summary>
    public string NextName(Dice dice)
    {
        string number = (++_names).ToString(CultureInfo.InvariantCulture);
        return dice.Of("v" + number, "branch" + number, $"stage.{number}.out", "Über_" + number);
    }

    /// <summary>Has training leave layers as they are.</summary>
    public void Freeze(IEnumerable<int> places)
    {
        foreach (int place in places)
            Layers = Layers.SetItem(place, Layers[place].Set("Trainable", false));
        Placed = PlacedGraph.Of(GraphReader.Read(Declaration));
    }

    /// <summary>Adds layers, the first of which reads the current value unless it says otherwise.</summary>
    /// <returns>Whether they fit; otherwise everything is as it was.</returns>
    public bool TryAdd(params Layer[] layers) => TryAdd([], layers);

    /// <summary>Adds layers that use new blocks.</summary>
    public bool TryAdd(IEnumerable<BlockDeclaration> blocks, params Layer[] layers)
    {
        Declaration grown = new(Layers.AddRange(layers), Blocks.AddRange(blocks));
        PlacedGraph placed;
        try
        {
            placed = PlacedGraph.Of(GraphReader.Read(grown));
        }
        catch (InvalidDeclarationException)
        {
            return false;
        }

        if (placed.Cost > MaxCost)
            return false;

        // A mark of an output reads what it marks: its value is the current one then.
        (Layers, Blocks, Placed) = (grown.Layers, grown.Blocks, placed);
        Graph graph = placed.Graph;
        int last = layers[^1].Kind == "Output" ? graph.Outputs[^1].Node : graph.Nodes.Length - 1;
        Current = placed.Shapes[last];
        foreach (Layer layer in layers.Where(layer => layer.Name is not null))
        {
            int node = Array.FindIndex(graph.Nodes, each => each.Name == layer.Name);
            if (layer.Block is not null && layer.Name is { } use)
            {
                int copies = layer.Get("Repeat") as int? ?? 1;
                string prefix = CopyNames.Of(use, copies - 1, copies) + ".";
                node = Array.FindLastIndex(graph.Nodes, each => each.Name.StartsWith(prefix, StringComparison.Ordinal));
            }

            if (node >= 0)
                _named.Add((layer.Block is null ? layer.Name! : CopyNames.Stem(layer.Name!), placed.Shapes[node]));
        }

        return true;
    }
}
