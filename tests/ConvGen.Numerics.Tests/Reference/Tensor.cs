namespace ConvGen.Numerics.Tests.Reference;

/// <summary>Numbers in double precision and row-major order: examples, channels, then the spatial axes from the outermost to the innermost.</summary>
internal sealed class Tensor
{
    public Tensor(params int[] shape)
    {
        Shape = shape;
        Positions = shape.Skip(2).Aggregate(1, (product, extent) => product * extent);
        Values = new double[shape.Aggregate(1, (product, extent) => product * extent)];
    }

    public int[] Shape { get; }

    public double[] Values { get; }

    public int Examples => Shape[0];

    public int Channels => Shape[1];

    public int[] Spatial => Shape[2..];

    public int Positions { get; }

    public static Tensor Like(Tensor other) => new([.. other.Shape]);

    public static Tensor Of(int[] shape, IEnumerable<double> values)
    {
        Tensor tensor = new(shape);
        int i = 0;
        foreach (double value in values)
            tensor.Values[i++] = value;
        return i == tensor.Values.Length ? tensor : throw new ArgumentException($"{i} values for a shape of {tensor.Values.Length}.");
    }

    /// <summary>All positions of one channel of one example.</summary>
    public Span<double> Map(int example, int channel) => Values.AsSpan((example * Channels + channel) * Positions, Positions);

    public Tensor Select(Func<double, double> function) => Of(Shape, Values.Select(function));

    public Tensor Zip(Tensor other, Func<double, double, double> function) => Of(Shape, Values.Zip(other.Values, function));

    /// <summary>Other extents for the same numbers.</summary>
    public Tensor Reshape(params int[] shape) => Of(shape, Values);

    /// <summary>Some of the examples.</summary>
    public Tensor Slice(int first, int count)
    {
        int length = Values.Length / Examples;
        return Of([count, .. Shape[1..]], Values.Skip(first * length).Take(count * length));
    }

    public float[] ToFloats() => Array.ConvertAll(Values, value => (float)value);
}
