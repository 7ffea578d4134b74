namespace ConvGen;

/// <summary>
/// The element-wise sum. A value with one channel, or with one position along an axis, is broadcast over those of the others; features are channels of one
/// position. With one name: the layer above (or <see cref="LayerAttribute.From"/>) and the named one. With two or more: exactly those, in
/// that order (after <see cref="LayerAttribute.From"/> when it is given).
/// </summary>
/// <param name="with">The names of the layers or inputs to add.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AddAttribute(params string[] with) : LayerAttribute
{
    /// <summary>The names of the layers or inputs to add.</summary>
    public string[] With { get; } = with;
}
