namespace ConvGen;

/// <summary>
/// Puts the channels of maps of equal size one after another. With one name: the layer above (or <see cref="LayerAttribute.From"/>), then
/// the named one. With two or more: exactly those, in that order (after <see cref="LayerAttribute.From"/> when it is given).
/// </summary>
/// <param name="with">The names of the layers or inputs to concatenate.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ConcatAttribute(params string[] with) : LayerAttribute
{
    /// <summary>The names of the layers or inputs to concatenate.</summary>
    public string[] With { get; } = with;
}
