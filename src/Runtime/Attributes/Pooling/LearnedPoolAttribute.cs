namespace ConvGen;

/// <summary>
/// A weighted mean of each window whose weights are learned, one set for each channel: y = Σ over taps t of softmax(w)_t·x_t. The tensor
/// <c>weight</c> [C, k…] holds w and starts at 0, which is a plain mean; whatever it becomes, the weights stay positive and add up to 1.
/// Padding counts as zero.
/// </summary>
/// <param name="k">The window's extent along every spatial axis; <see cref="WindowAttribute.Kernel"/> is needed when omitted.</param>
/// <param name="s">The stride along every spatial axis; the window's extent when omitted.</param>
/// <param name="p">The padding on both sides of every spatial axis, smaller than the window.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LearnedPoolAttribute(int k = 0, int s = 0, int p = 0) : WindowAttribute(k, s, p);
