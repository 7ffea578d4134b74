namespace ConvGen;

/// <summary>
/// The element-wise sum. A value with one channel, or with one position along an axis, is broadcast over those of the others; features are
/// channels of one position. With one name: the layer above (or <see cref="LayerAttribute.From"/>) and the named one. With two or more:
/// exactly those, in that order (after <see cref="LayerAttribute.From"/> when it is given).
/// </summary>
/// <param name="with">The names of the layers or inputs to add.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AddAttribute(params string[] with) : LayerAttribute
{
    /// <summary>The names of the layers or inputs to add.</summary>
    public string[] With { get; } = with;
}

/// <summary>
/// The first value minus each of the others, element by element. A value with one channel, or with one position along an axis, is broadcast
/// over those of the others; features are channels of one position. With one name: the layer above (or <see cref="LayerAttribute.From"/>)
/// and the named one. With two or more: exactly those, in that order (after <see cref="LayerAttribute.From"/> when it is given).
/// </summary>
/// <param name="with">The names of the layers or inputs to subtract.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SubtractAttribute(params string[] with) : LayerAttribute
{
    /// <summary>The names of the layers or inputs to subtract.</summary>
    public string[] With { get; } = with;
}

/// <summary>
/// The element-wise product. A value with one channel, or with one position along an axis, is broadcast over those of the others; features
/// are channels of one position. With one name: the layer above (or <see cref="LayerAttribute.From"/>) and the named one. With two or more:
/// exactly those, in that order (after <see cref="LayerAttribute.From"/> when it is given).
/// </summary>
/// <param name="with">The names of the layers or inputs to multiply.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MultiplyAttribute(params string[] with) : LayerAttribute
{
    /// <summary>The names of the layers or inputs to multiply.</summary>
    public string[] With { get; } = with;
}

/// <summary>
/// The first value divided by each of the others, element by element. A value with one channel, or with one position along an axis, is
/// broadcast over those of the others; features are channels of one position. With one name: the layer above (or
/// <see cref="LayerAttribute.From"/>) and the named one. With two or more: exactly those, in that order (after
/// <see cref="LayerAttribute.From"/> when it is given).
/// </summary>
/// <param name="with">The names of the layers or inputs to divide by.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DivideAttribute(params string[] with) : LayerAttribute
{
    /// <summary>The names of the layers or inputs to divide by.</summary>
    public string[] With { get; } = with;
}

/// <summary>
/// The largest value, element by element; equal ones share the gradient, as in PyTorch. A value with one channel, or with one position
/// along an axis, is broadcast over those of the others; features are channels of one position. With one name: the layer above (or
/// <see cref="LayerAttribute.From"/>) and the named one. With two or more: exactly those, in that order (after
/// <see cref="LayerAttribute.From"/> when it is given).
/// </summary>
/// <param name="with">The names of the layers or inputs to compare.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MaximumAttribute(params string[] with) : LayerAttribute
{
    /// <summary>The names of the layers or inputs to compare.</summary>
    public string[] With { get; } = with;
}

/// <summary>
/// The smallest value, element by element; equal ones share the gradient, as in PyTorch. A value with one channel, or with one position
/// along an axis, is broadcast over those of the others; features are channels of one position. With one name: the layer above (or
/// <see cref="LayerAttribute.From"/>) and the named one. With two or more: exactly those, in that order (after
/// <see cref="LayerAttribute.From"/> when it is given).
/// </summary>
/// <param name="with">The names of the layers or inputs to compare.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MinimumAttribute(params string[] with) : LayerAttribute
{
    /// <summary>The names of the layers or inputs to compare.</summary>
    public string[] With { get; } = with;
}
