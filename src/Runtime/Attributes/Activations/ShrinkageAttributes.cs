namespace ConvGen;

/// <summary>x nearer to 0 by the bias where |x| is above lambda, 0 elsewhere.</summary>
/// <param name="lambda">The magnitude up to which x becomes 0; not negative.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SoftShrinkAttribute(double lambda = 0.5) : LayerAttribute
{
    private double? _bias;

    /// <summary>The magnitude up to which x becomes 0; not negative.</summary>
    public double Lambda { get; } = lambda;

    /// <summary>What is taken from the magnitude; <see cref="Lambda"/> unless it is set.</summary>
    public double Bias
    {
        get => _bias ?? Lambda;
        set => _bias = value;
    }
}

/// <summary>x where |x| is above lambda, 0 elsewhere.</summary>
/// <param name="lambda">The magnitude up to which x becomes 0; not negative.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class HardShrinkAttribute(double lambda = 0.5) : LayerAttribute
{
    /// <summary>The magnitude up to which x becomes 0; not negative.</summary>
    public double Lambda { get; } = lambda;
}

/// <summary>x − tanh(x).</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class TanhShrinkAttribute : LayerAttribute;
