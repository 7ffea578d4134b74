namespace ConvGen;

/// <summary>
/// In training, zeroes each value with probability p and divides the others by 1 − p (Srivastava et al. 2014); at inference it does
/// nothing.
/// </summary>
/// <param name="p">The probability of a zero, in [0, 1).</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DropoutAttribute(double p = 0.5) : LayerAttribute
{
    /// <summary>The probability of a zero.</summary>
    public double P { get; } = p;
}
