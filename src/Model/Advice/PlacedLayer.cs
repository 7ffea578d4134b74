using ConvGen.Model.Layers;

namespace ConvGen.Model.Advice;

/// <summary>A layer of a valid network and its place in the declaration.</summary>
/// <param name="Node">The layer with its shapes.</param>
/// <param name="Declared">The layer as declared.</param>
/// <param name="Origin">Its index in the declaration, or that of the use that it comes from.</param>
/// <param name="IsInner">Whether it comes from a use.</param>
internal sealed record PlacedLayer(Node Node, Layer Declared, int Origin, bool IsInner)
{
    /// <summary>The layer as messages call it.</summary>
    public string Title => Node.Layer.Title(Node.Name);
}
