namespace ConvGen;

/// <summary>
/// The maximum over all positions of each channel: C×[D×][H×]W becomes C×[1×][1×]1. The first maximum takes the gradient.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GlobalMaxPoolAttribute : LayerAttribute;

/// <summary>The mean over all positions of each channel: C×[D×][H×]W becomes C×[1×][1×]1.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GlobalAvgPoolAttribute : LayerAttribute;
