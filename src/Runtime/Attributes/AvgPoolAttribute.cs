namespace ConvGen;

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
