namespace ConvGen;

/// <summary>
/// Global response normalisation (Woo et al. 2023, ConvNeXt V2): x·(weight·n + 1) + bias with n = ‖x‖ / (mean of ‖x‖ over channels + ε),
/// where ‖x‖ is the Euclidean norm of each channel's map. Parameters: <c>weight</c> and <c>bias</c>, each [C], which start at 0, so
/// that the layer starts as the identity.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GlobalResponseNormAttribute : LayerAttribute
{
    /// <summary>Added to the mean of the norms, so that a map of zeros does not divide by zero.</summary>
    public double Epsilon { get; set; } = 1e-6;
}
