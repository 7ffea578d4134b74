using System.Globalization;
using ConvGen.Generator.Writing;
using ConvGen.Model;

namespace ConvGen.Generator.Emission;

/// <summary>The network's layers as a table in the XML documentation of its class.</summary>
internal static class LayerTable
{
    /// <summary>Writes the documentation comment of the class.</summary>
    public static void Write(SourceWriter writer, NetworkModel network)
    {
        writer.Line("/// <remarks>");
        writer.Line("/// <list type=\"table\">");
        writer.Line("/// <listheader><term>layer</term><description>output, parameters, multiply-adds</description></listheader>");
        foreach (Node node in network.Nodes)
        {
            long parameters = node.Parameters.Where(p => !p.IsTied).Sum(p => p.Length);
            string settings = node.Settings.Length == 0 ? string.Empty : $" {node.Settings}";
            string costs = node.Layer is InputLayer
                ? string.Empty
                : $"; {Number(parameters)} parameters; {Number(node.Macs)} multiply-adds";
            writer.Line($"/// <item><term>{Escape(node.Name)}: "
                + $"{Escape(node.Layer.Kind + settings)}</term><description>{Escape(node.Shape.ToString())}{costs}</description></item>");
        }

        writer.Line("/// </list>");
        long frozen = network.Tensors.Where(tensor => tensor is { IsTrainable: true, IsTrained: false }).Sum(tensor => tensor.Length);
        string kind = frozen == 0 ? "trainable parameters" : $"parameters, of which {Number(frozen)} are frozen";
        writer.Line($"/// <para>{Number(network.ParameterCount)} {kind}, {Number(network.Macs)} multiply-adds for one example.</para>");
        if (network.Sizes.Count > 0)
        {
            writer.Line(
                $"/// <para>Also compiled for inputs of {string.Join(", ", network.Sizes.Select(size => size.InputSizeText))}.</para>");
        }

        writer.Line("/// </remarks>");
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
