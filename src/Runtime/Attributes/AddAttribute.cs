namespace ConvGen;

/// <summary>
/// The element-wise sum of equal shapes. With one name: the layer above (or <see cref="LayerAttribute.From"/>) plus the named one.
/// With two or more: exactly those, in that order (after <see cref="LayerAttribute.From"/> when it is given).
/// </summary>
/// <param name="with">The names of the layers or inputs to add.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AddAttribute(params string[] with) : LayerAttribute
{
    /// <summary>The names of the layers or inputs to add.</summary>
    public string[] With { get; } = with;
}
