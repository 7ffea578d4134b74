namespace ConvGen;

/// <summary>
/// The first value minus each of the others, element by element. A value with one channel, or with one position along an axis, is broadcast over those of the others; features are channels of one
/// position. With one name: the layer above (or <see cref="LayerAttribute.From"/>) and the named one. With two or more: exactly those, in
/// that order (after <see cref="LayerAttribute.From"/> when it is given).
/// </summary>
/// <param name="with">The names of the layers or inputs to subtract.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SubtractAttribute(params string[] with) : LayerAttribute
{
    /// <summary>The names of the layers or inputs to subtract.</summary>
    public string[] With { get; } = with;
}
