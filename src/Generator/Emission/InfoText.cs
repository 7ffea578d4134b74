using ConvGen.Generator.Plans;
using ConvGen.Generator.Writing;
using ConvGen.Model;
using static ConvGen.Generator.Writing.Text;

namespace ConvGen.Generator.Emission;

/// <summary>Writes what a network says about itself.</summary>
internal static class InfoText
{
    /// <summary>Writes what stands behind the declaration of the property.</summary>
    public static void Write(SourceWriter writer, NetworkPlan plan)
    {
        NetworkModel network = plan.Network;
        writer.Continue($" {{ get; }} = new {Names.NetworkInfo}({SourceWriter.Quote(network.Type.Name)}, new {Names.LayerInfo}[]");
        PassPlan pass = plan.Inference;
        long workspace = plan.Sizes.Max(size => size.Pass.WorkspaceBytes);
        using (writer.Braces($"}}, arenaBytes: {pass.ArenaBytes}, examplesPerPass: {Of(plan.Sizes[0].ExamplesPerPass)}, workspaceBytes: "
            + $"{workspace}, packedBytes: {plan.Packed.Bytes}{Ports(network)}{Sizes(plan)});"))
        {
            foreach (Node node in network.Nodes)
            {
                string algorithm = pass.AlgorithmOf(node.Name) ?? (node.Layer is InputLayer ? string.Empty : "folded");
                int[] shape = [node.Shape.Channels, .. node.Shape.Spatial];
                long parameters = node.Parameters.Where(p => p is { IsTrainable: true, IsTied: false }).Sum(p => p.Length);
                string[] arguments =
                [
                    SourceWriter.Quote(node.Name),
                    SourceWriter.Quote(node.Layer.Kind),
                    SourceWriter.Quote(node.Settings),
                    $"OutputShape: {Array(shape)}",
                    $"ParameterCount: {parameters}",
                    $"Macs: {node.Macs}",
                    $"ReceptiveField: {Array([.. node.ReceptiveField])}",
                    $"Algorithm: {SourceWriter.Quote(algorithm)}",
                ];
                writer.Line($"new {Names.LayerInfo}({string.Join(", ", arguments)}),");
            }
        }
    }

    private static string Ports(NetworkModel network) =>
        $", inputs: {Ports(network, Port.Inputs(network))}, outputs: {Ports(network, Port.Outputs(network))}";

    private static string Ports(NetworkModel network, IReadOnlyList<Port> ports) =>
        $"new {Names.PortInfo}[] {{ {string.Join(", ", ports.Select(port => PortOf(network, port)))} }}";

    private static string PortOf(NetworkModel network, Port port)
    {
        string name = SourceWriter.Quote(port.Name), layer = SourceWriter.Quote(network.Nodes[port.Node].Name);
        return $"new {Names.PortInfo}({name}, {layer}, {Array([port.Shape.Channels, .. port.Shape.Spatial])}){Origin(network, port)}";
    }

    // What an output's values are: which layer's, and whether training can give logits in their place.
    private static string Origin(NetworkModel network, Port port)
    {
        if (port.Declared is not null)
        {
            return string.Empty;
        }

        string logits = network.Trainable && network.SoftmaxBehind(port.Node) is not null ? ", HasLogits = true" : string.Empty;
        return $" {{ ComputedBy = {SourceWriter.Quote(network.ComputedBy(port.Node).Layer.Kind)}{logits} }}";
    }

    private static string Sizes(NetworkPlan plan) => plan.Sizes.Count == 1
        ? string.Empty
        : $", sizes: new {Names.SizeInfo}[] {{ {string.Join(", ", plan.Sizes.Skip(1).Select(SizeOf))} }}";

    private static string SizeOf(SizePlan size)
    {
        NetworkModel network = size.Network;
        string[] arguments =
        [
            $"Size: {Array([.. network.InputSize])}",
            $"Inputs: {Ports(network, Port.Inputs(network))}",
            $"Outputs: {Ports(network, Port.Outputs(network))}",
            $"Macs: {network.Macs}",
            $"ArenaBytes: {size.Pass.ArenaBytes}",
            $"ExamplesPerPass: {Of(size.ExamplesPerPass)}",
        ];
        return $"new {Names.SizeInfo}({string.Join(", ", arguments)})";
    }

    /// <summary>An array of numbers.</summary>
    public static string Array(int[] numbers) =>
        numbers.Length == 0 ? $"{Names.Array}.Empty<int>()" : $"new int[] {{ {string.Join(", ", numbers.Select(Of))} }}";
}
