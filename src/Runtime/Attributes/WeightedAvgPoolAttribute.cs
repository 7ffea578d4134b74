namespace ConvGen;

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
