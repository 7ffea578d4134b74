using ConvGen.Model.Layers;

namespace ConvGen.Onnx.Exporting;

/// <summary>From each kind of layer to the nodes that compute it: the tables of the families in one.</summary>
internal static class LayerExporters
{
    private static readonly Dictionary<Type, Func<ExportedLayer, Layer, string>> Exporters = new(
        ((IEnumerable<ExportTable>)
        [
            ActivationNodes.Table,
            ChannelNodes.Table,
            CombiningNodes.Table,
            ConvolutionNodes.Table,
            GlobalPoolingNodes.Table,
            NormalisationNodes.Table,
            PoolingNodes.Table,
            ResamplingNodes.Table,
            ReshapingNodes.Table,
        ]).SelectMany(table => table));

    /// <summary>Adds the nodes of a layer.</summary>
    /// <returns>The result.</returns>
    /// <exception cref="NoCounterpartException">There are none.</exception>
    public static string Export(ExportedLayer layer) =>
        Exporters.TryGetValue(layer.Node.Layer.GetType(), out Func<ExportedLayer, Layer, string>? export)
            ? export(layer, layer.Node.Layer)
            : throw new NoCounterpartException("ONNX has no operator for it");

    /// <summary>Whether a kind of layer has nodes, with some settings at least.</summary>
    public static bool Knows(Type layer) => Exporters.ContainsKey(layer);
}
