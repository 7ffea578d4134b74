namespace ConvGen.Conformance.Declarations;

/// <summary>How a network reads the case's input: the same numbers, with the axes that the declaration gives them.</summary>
/// <param name="Tensor">The input's name in the case.</param>
/// <param name="Shape">Examples, channels, spatial axes.</param>
/// <param name="Data">The values in that order.</param>
internal sealed record InputView(string Tensor, int[] Shape, float[] Data)
{
    public int Examples => Shape[0];

    public int[] Example => Shape[1..];

    /// <summary>The same values under other axes.</summary>
    public InputView WithShape(params int[] shape) => this with { Shape = shape };

    /// <summary>Axes up to <paramref name="axis"/> are examples, the rest is the example.</summary>
    public InputView WithExamplesUpTo(int axis) => WithShape([Product(Shape[..axis]), .. axis < Shape.Length ? Shape[axis..] : [1]]);

    /// <summary>Rows become columns: a matrix given transposed.</summary>
    public InputView Transposed() => new(Tensor, [Shape[1], Shape[0]], Matrix.Transpose(Data, Shape[0], Shape[1]));

    public bool IsSameAs(InputView other) =>
        Tensor == other.Tensor && Shape.AsSpan().SequenceEqual(other.Shape) && Data.AsSpan().SequenceEqual(other.Data);

    public static int Product(ReadOnlySpan<int> sizes)
    {
        int product = 1;
        foreach (int size in sizes)
            product *= size;
        return product;
    }
}
