using System.ComponentModel;

namespace ConvGen.Engine;

/// <summary>Where training keeps the results of a rectifier from the forward to the backward pass; for emitted code.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Offset">The offset of the value in the arena of one example, in floats.</param>
/// <param name="Layout">Where its elements lie.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record RectifierInfo(string Layer, int Offset, StoredLayout Layout);
