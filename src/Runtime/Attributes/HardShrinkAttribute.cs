namespace ConvGen;

/// <summary>x where |x| is above lambda, 0 elsewhere.</summary>
/// <param name="lambda">The magnitude up to which x becomes 0; not negative.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class HardShrinkAttribute(double lambda = 0.5) : LayerAttribute
{
    /// <summary>The magnitude up to which x becomes 0; not negative.</summary>
    public double Lambda { get; } = lambda;
}
