using ConvGen.Fuzzing.Declarations;
using ConvGen.Fuzzing.Definitions;

namespace ConvGen.Fuzzing.Graphs;

/// <summary>A graph at one size of its input: what every node computes.</summary>
internal sealed class PlacedGraph
{
    private PlacedGraph(Graph graph, int[][] shapes, Definition?[] definitions)
    {
        Graph = graph;
        Shapes = shapes;
        Definitions = definitions;
    }

    public Graph Graph { get; }

    /// <summary>The shape of each node's value for one example.</summary>
    public int[][] Shapes { get; }

    /// <summary>What each node computes; null for inputs.</summary>
    public Definition?[] Definitions { get; }

    /// <summary>Every tensor by the name of its own, in the order of weight files. Tied ones are there once.</summary>
    public IEnumerable<(string Name, TensorSlot Slot)> Tensors => AllTensors.DistinctBy(tensor => tensor.Name);

    /// <summary>The lengths of the inputs' examples.</summary>
    public int[] InputLengths => [.. Graph.Inputs.Select(input => LengthOf(input))];

    /// <summary>The lengths of the outputs' results.</summary>
    public int[] OutputLengths => [.. Graph.Outputs.Select(output => LengthOf(output.Node))];

    /// <summary>How many products one example takes in all nodes together, and how many numbers there are: what an evaluation costs.</summary>
    public long Cost => Graph.Nodes.Select((node, i) =>
        LengthOf(i) * Math.Max(1L, Definitions[i]?.Tensors.FirstOrDefault(slot => slot.Role == TensorRole.Weight)?.Terms ?? 1)).Sum()
        + Tensors.Sum(tensor => tensor.Slot.Shape.Aggregate(1L, (product, extent) => product * extent));

    /// <summary>The graph of a declaration at its declared size; null when it has no meaning, or one that is too large to look at.</summary>
    public static PlacedGraph? TryRead(Declaration declaration)
    {
        try
        {
            return Of(GraphReader.Read(declaration));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // What the definitions cannot take has no meaning either.
            return null;
        }
    }

    /// <summary>Places a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="size">The spatial axes of the first input, and of those that are as large; null for the declared ones.</param>
    /// <exception cref="InvalidDeclarationException">A layer does not fit what it reads.</exception>
    public static PlacedGraph Of(Graph graph, int[]? size = null)
    {
        int[][] shapes = new int[graph.Nodes.Length][];
        var definitions = new Definition?[graph.Nodes.Length];
        int[] declared = graph.Inputs.Length == 0
            ? throw new InvalidDeclarationException("There is no input.")
            : ((InputAttribute)graph.Nodes[graph.Inputs[0]].Attribute).Shape;
        for (int i = 0; i < shapes.Length; i++)
        {
            Node node = graph.Nodes[i];
            if (node.Attribute is InputAttribute input)
            {
                bool follows = size is not null && input.Shape.AsSpan(1).SequenceEqual(declared.AsSpan(1));
                shapes[i] = follows ? [input.Shape[0], .. size!] : input.Shape;
                LayerDefinitions.CheckShape(shapes[i]);
                continue;
            }

            int[][] reads = [.. node.Reads.Select(read => shapes[read])];
            Definition definition = node.Attribute is MaxUnpoolAttribute
                ? LayerDefinitions.OfUnpooling((MaxPoolAttribute)graph.Nodes[node.Reads[2]].Attribute, reads)
                : LayerDefinitions.Of(node.Attribute, reads);
            if (node.IsFrozen)
                definition = definition with { Tensors = [.. definition.Tensors.Select(slot => slot with { IsFrozen = true })] };
            (shapes[i], definitions[i]) = (definition.Shape, definition);
        }

        PlacedGraph placed = new(graph, shapes, definitions);
        return placed.AllTensors.GroupBy(tensor => tensor.Name).All(tied => tied.All(copy => copy.Slot.Shape.SequenceEqual(tied.First().Slot.Shape)))
            ? placed
            : throw new InvalidDeclarationException("Tied tensors have different shapes.");
    }

    private IEnumerable<(string Name, TensorSlot Slot)> AllTensors => Graph.Nodes
        .SelectMany((node, i) => (Definitions[i]?.Tensors ?? []).Select(slot => (Name: $"{node.TensorName}.{slot.Suffix}", Slot: slot)));

    private int LengthOf(int node) => Shapes[node].Aggregate(1, (product, extent) => product * extent);
}
