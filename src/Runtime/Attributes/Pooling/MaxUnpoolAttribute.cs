namespace ConvGen;

/// <summary>
/// Undoes a max pooling (Zeiler et al. 2011): puts each value of the layer above to where the first maximum of its window was, on a map of
/// the size that the pooling read, with zeros elsewhere. <see cref="LayerAttribute.From"/> names the <see cref="MaxPoolAttribute"/>; the
/// values come from the layer above, which has the shape of the pooling's result. Where windows overlap and share their maximum, the last
/// window's value stays (torch's <c>MaxUnpool</c>). In training each value gets the gradient of its place.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MaxUnpoolAttribute : LayerAttribute;
