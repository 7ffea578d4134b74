namespace ConvGen;

/// <summary>
/// What every layer of a network has in common. Layers are attributes on a partial class, read in source order; a layer reads
/// the result of the layer above it unless <see cref="From"/> names another one.
/// </summary>
public abstract class LayerAttribute : Attribute
{
    /// <summary>
    /// The layer's name: what <see cref="From"/> of other layers refers to, and the first part of its parameters' names in
    /// weight files (<c>features.0</c> gives <c>features.0.weight</c>). When omitted, the kind and a number counted from 1
    /// for each kind in source order: <c>conv1</c>, <c>conv2</c>, <c>fc1</c>.
    /// </summary>
    public string? Name { get; set; }

    /// <summary>The name of the layer or input whose result this layer reads; the layer above when omitted.</summary>
    public string? From { get; set; }

    /// <summary>
    /// The name of a layer of the same kind above this one whose tensors this layer uses too: a second application of one set of weights,
    /// also at another map size where the shapes of the tensors do not depend on it. In files and counts the tensors are those of the named
    /// layer; in training both gradients are added. For <see cref="UseAttribute{TBlock}"/> another use of the block, whose tensors all its
    /// layers use.
    /// </summary>
    public string? Share { get; set; }

    /// <summary>
    /// False leaves the layer's tensors as they are in training, and no gradient by them is computed: a layer of a pretrained trunk. Layers
    /// that share tensors are frozen together. <see cref="BatchNormAttribute"/> then uses its running statistics and does not move them.
    /// For <see cref="UseAttribute{TBlock}"/> all layers of the block; without meaning where a layer has no tensors.
    /// </summary>
    public bool Trainable { get; set; } = true;
}
