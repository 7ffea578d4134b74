namespace ConvGen.Fuzzing.Graphs;

/// <summary>A layer of a graph, whose blocks are expanded.</summary>
/// <param name="Name">Its name, given or counted.</param>
/// <param name="Attribute">Its settings.</param>
/// <param name="Reads">The nodes whose values it reads.</param>
/// <param name="TensorName">What its tensors are named after; tied copies share one name.</param>
/// <param name="IsFrozen">Whether training leaves its tensors as they are.</param>
internal sealed record Node(string Name, Attribute Attribute, int[] Reads, string TensorName, bool IsFrozen);

/// <summary>An output.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Node">The node whose value it is.</param>
internal sealed record OutputPort(string Name, int Node);

/// <summary>A network as its declaration means it.</summary>
/// <param name="Nodes">The layers; each reads earlier ones only.</param>
/// <param name="Outputs">What it returns.</param>
/// <param name="Sizes">The further sizes of its first input, and of all that are as large.</param>
internal sealed record Graph(Node[] Nodes, OutputPort[] Outputs, int[][] Sizes)
{
    /// <summary>The nodes that are inputs.</summary>
    public int[] Inputs { get; } = [.. Enumerable.Range(0, Nodes.Length).Where(i => Nodes[i].Attribute is InputAttribute)];
}
