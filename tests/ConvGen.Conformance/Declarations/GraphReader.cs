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

    // An output that is an input under other axes still needs a layer: one that keeps every number.
    private static InputView Flat(InputView view) => view.Data.Length == 0
        ? throw new SkippedCaseException("an empty tensor")
        : view.Shape.Length < 2 ? view.WithShape(1, InputView.Product(view.Shape)) : view.WithShape(view.Shape[0], InputView.Product(view.Shape.AsSpan(1)));

    /// <summary>The layers that make what the case expects.</summary>
    public static string[] Outputs(GraphValues values, NetworkBuilder network, IReadOnlyList<Node> nodes, IEnumerable<string> wanted)
    {
        return [.. wanted.Select((output, i) =>
        {
            Value value = values.Data(output, nodes[^1].Op);
            return value.Layer ?? network.Add(new LayerText("Flatten"), $"output{i + 1}", Value.Of(Flat(value.View!)), rank: 2).Layer!;
        })];
    }
}
