namespace ConvGen;

/// <summary>
/// The p-norm of each window, channel by channel: y = (Σ |x|^p)^(1/p). Padding counts as zero. The gradient to x is
/// sgn(x)·(|x|/y)^(p − 1) times that to y, and 0 where x or y is 0.
/// </summary>
/// <param name="k">The window's extent along every spatial axis; <see cref="WindowAttribute.Kernel"/> is needed when omitted.</param>
/// <param name="s">The stride along every spatial axis; the window's extent when omitted.</param>
/// <param name="p">The padding on both sides of every spatial axis, smaller than the window.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LpPoolAttribute(int k = 0, int s = 0, int p = 0) : WindowAttribute(k, s, p)
{
    /// <summary>The exponent p of the norm, positive: 2 is the Euclidean norm, 1 the sum of magnitudes.</summary>
    public double Power { get; set; } = 2;
}
