using ConvGen.Model.Layers;

namespace ConvGen.Model.Advice;

/// <summary>A layer of a right network and where it comes from.</summary>
/// <param name="Node">The layer with its shapes.</param>
/// <param name="Declared">The layer as declared, before what depends on its input is known.</param>
/// <param name="Origin">Where the declaration has it, or the use that it comes from.</param>
/// <param name="IsInner">Whether it comes from a use.</param>
internal sealed record PlacedLayer(Node Node, Layer Declared, int Origin, bool IsInner)
{
    /// <summary>The layer as messages call it.</summary>
    public string Title => Node.Layer.Title(Node.Name);
}
