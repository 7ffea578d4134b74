namespace ConvGen;

/// <summary>The maximum over each window, channel by channel; padding never wins, and the first maximum takes the gradient.</summary>
/// <param name="k">The window's extent along every spatial axis; <see cref="WindowAttribute.Kernel"/> is needed when omitted.</param>
/// <param name="s">The stride along every spatial axis; the window's extent when omitted.</param>
/// <param name="p">The padding on both sides of every spatial axis, smaller than the window.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MaxPoolAttribute(int k = 0, int s = 0, int p = 0) : WindowAttribute(k, s, p);

/// <summary>The minimum over each window, channel by channel; padding never wins, and the first minimum takes the gradient.</summary>
/// <param name="k">The window's extent along every spatial axis; <see cref="WindowAttribute.Kernel"/> is needed when omitted.</param>
/// <param name="s">The stride along every spatial axis; the window's extent when omitted.</param>
/// <param name="p">The padding on both sides of every spatial axis, smaller than the window.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MinPoolAttribute(int k = 0, int s = 0, int p = 0) : WindowAttribute(k, s, p);

/// <summary>The mean over each window, channel by channel.</summary>
/// <param name="k">The window's extent along every spatial axis; <see cref="WindowAttribute.Kernel"/> is needed when omitted.</param>
/// <param name="s">The stride along every spatial axis; the window's extent when omitted.</param>
/// <param name="p">The padding on both sides of every spatial axis, smaller than the window.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AvgPoolAttribute(int k = 0, int s = 0, int p = 0) : WindowAttribute(k, s, p)
{
    /// <summary>Whether positions in the padding count in the divisor (torch's <c>count_include_pad</c>).</summary>
    public bool CountPadding { get; set; } = true;
}

/// <summary>
/// The weighted mean of each window, channel by channel. A tap at distance r from the window's centre weighs e^(−r²/(2·σ²)); r counts
/// positions of the input, so dilation widens it. The weights are divided by the sum of those inside the input: padding does not count.
/// </summary>
/// <param name="k">The window's extent along every spatial axis; <see cref="WindowAttribute.Kernel"/> is needed when omitted.</param>
/// <param name="s">The stride along every spatial axis; the window's extent when omitted.</param>
/// <param name="p">The padding on both sides of every spatial axis, smaller than the window.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class WeightedAvgPoolAttribute(int k = 0, int s = 0, int p = 0) : WindowAttribute(k, s, p)
{
    /// <summary>The standard deviation σ of the weights in positions of the input, positive.</summary>
    public double Sigma { get; set; } = 1;
}

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
