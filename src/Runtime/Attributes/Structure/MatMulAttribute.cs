namespace ConvGen;

/// <summary>
/// The matrix product of two values: of a, M×…×K, and b, K×…×N, it is y[m, …, n] = Σ_k a[m, …, k]·b[k, …, n], M×…×N. Channels are the
/// rows of a matrix and the last axis its columns; the axes between, if any, count matrices that are multiplied one by one. With one name:
/// the layer above (or <see cref="LayerAttribute.From"/>) times the named one. With two: exactly those, in that order.
/// </summary>
/// <param name="with">The names of the layers or inputs to multiply.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MatMulAttribute(params string[] with) : LayerAttribute
{
    /// <summary>The names of the layers or inputs to multiply.</summary>
    public string[] With { get; } = with;

    /// <summary>Whether the first value is given as K×…×M.</summary>
    public bool TransposeFirst { get; set; }

    /// <summary>Whether the second value is given as N×…×K.</summary>
    public bool TransposeSecond { get; set; }
}
