using ConvGen.Conformance.Cases;

namespace ConvGen.Conformance.Declarations;

/// <summary>Turns a graph into the layers of a network, node by node through the table of its vocabulary.</summary>
internal static class GraphReader
{
    /// <summary>Adds the layers of a graph.</summary>
    /// <param name="nodes">The nodes in execution order.</param>
    /// <param name="table">The vocabulary.</param>
    /// <param name="values">What the case gives; receives what the nodes make.</param>
    /// <param name="network">Receives the layers.</param>
    /// <param name="name">How a node's layer is called.</param>
    /// <param name="opset">The version of the vocabulary.</param>
    /// <exception cref="SkippedCaseException">An operator is missing, or a setting of one.</exception>
    public static void Read(
        IReadOnlyList<Node> nodes,
        IReadOnlyDictionary<string, Func<OperatorCall, Value>> table,
        GraphValues values,
        NetworkBuilder network,
        Func<Node, int, string> name,
        int opset)
    {
        string[] missing = [.. nodes.Select(node => node.Op).Where(op => !table.ContainsKey(op)).Distinct()];
        if (missing.Length > 0)
            throw new SkippedCaseException(string.Join(", ", missing));

        for (int i = 0; i < nodes.Count; i++)
        {
            Node node = nodes[i];
            values.Define(node.Outputs[0], table[node.Op](new OperatorCall(node, values, network, name(node, i), opset)));
        }
    }

    /// <summary>The layers that make what the case expects.</summary>
    /// <exception cref="SkippedCaseException">No layer makes one of them.</exception>
    public static string[] Outputs(GraphValues values, NetworkBuilder network, IReadOnlyList<Node> nodes, IEnumerable<string> wanted)
    {
        if (network.IsEmpty)
            throw new SkippedCaseException($"{nodes[^1].Op} (nothing but a change of shape)");
        return [.. wanted.Select(output => values.Data(output, nodes[^1].Op).Layer ?? throw new SkippedCaseException("an output that is an input"))];
    }
}
