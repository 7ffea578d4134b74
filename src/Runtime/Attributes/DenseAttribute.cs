namespace ConvGen;

/// <summary>
/// A fully connected layer. An input with spatial axes is read flattened in C·D·H·W order.
/// Parameters: <c>weight</c> [units, inputs] and <c>bias</c> [units], as torch's Linear.
/// </summary>
/// <param name="units">How many features come out.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DenseAttribute(int units) : LayerAttribute
{
    /// <summary>How many features come out.</summary>
    public int Units { get; } = units;

    /// <summary>Whether each unit adds a bias.</summary>
    public Bias Bias { get; set; }
}
