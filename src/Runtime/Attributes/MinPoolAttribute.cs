namespace ConvGen;

/// <summary>The minimum over each window, channel by channel; padding never wins, and the first minimum takes the gradient.</summary>
/// <param name="k">The window's extent along every spatial axis; <see cref="WindowAttribute.Kernel"/> is needed when omitted.</param>
/// <param name="s">The stride along every spatial axis; the window's extent when omitted.</param>
/// <param name="p">The padding on both sides of every spatial axis, smaller than the window.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MinPoolAttribute(int k = 0, int s = 0, int p = 0) : WindowAttribute(k, s, p);
