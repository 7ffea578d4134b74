using System.Collections;
using ConvGen.Model.Layers;

namespace ConvGen.Onnx.Exporting;

/// <summary>From each kind of layer of a family to the nodes that compute it.</summary>
internal sealed class ExportTable : IEnumerable<KeyValuePair<Type, Func<ExportedLayer, Layer, string>>>
{
    private readonly Dictionary<Type, Func<ExportedLayer, Layer, string>> _exporters = [];

    /// <summary>Adds a kind of layer that one operator without settings computes.</summary>
    public void Add<TLayer>(string op)
        where TLayer : Layer => Add<TLayer>((layer, _) => layer.Add(op, layer.Input));

    /// <summary>Adds a kind of layer.</summary>
    /// <param name="export">Adds its nodes, and returns the name of the result.</param>
    public void Add<TLayer>(Func<ExportedLayer, TLayer, string> export)
        where TLayer : Layer => _exporters.Add(typeof(TLayer), (layer, settings) => export(layer, (TLayer)settings));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<Type, Func<ExportedLayer, Layer, string>>> GetEnumerator() => _exporters.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
