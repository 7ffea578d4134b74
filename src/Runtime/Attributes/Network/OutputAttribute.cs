namespace ConvGen;

/// <summary>
/// Makes an output of the layer above (or of the one that <see cref="LayerAttribute.From"/> names). A network without such a mark has one
/// output: its last layer. A network with several has a parameter of <c>Forward</c> for each, by name and in source order.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class OutputAttribute : LayerAttribute
{
    /// <summary>Makes an output.</summary>
    /// <param name="name">The output's <see cref="LayerAttribute.Name"/>; <c>output1</c> and so on when omitted.</param>
    public OutputAttribute(string? name = null) => Name = name;
}
