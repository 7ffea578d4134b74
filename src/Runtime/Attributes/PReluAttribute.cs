namespace ConvGen;

/// <summary>
/// x where it is positive, slope·x elsewhere, with slopes that are learned (He et al. 2015).
/// Parameters: <c>weight</c>, [1] or [C], as torch's PReLU; it starts at 0.25.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class PReluAttribute : LayerAttribute
{
    /// <summary>Whether each channel has a slope of its own; otherwise all share one.</summary>
    public bool PerChannel { get; set; }
}
