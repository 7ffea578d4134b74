namespace ConvGen;

/// <summary>
/// Vectors of length 1: x / max(‖x‖, ε), with the norm over the channels of each position or over other axes, as
/// <c>torch.nn.functional.normalize</c> and ONNX's LpNormalization. It has no parameters.
/// </summary>
/// <param name="axes">The axes of a vector: 0 for channels, then the spatial ones from 1 on; channels when none is given.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LpNormalizeAttribute(params int[] axes) : LayerAttribute
{
    /// <summary>The axes of a vector: 0 for channels, then the spatial ones from 1 on; channels when none is given.</summary>
    public int[] Axes { get; } = axes;

    /// <summary>How lengths are measured.</summary>
    public NormKind Norm { get; set; }

    /// <summary>
    /// ε, the smallest number that is divided by, so that short vectors stay short. With 0 a vector of length 0 stays 0, as in ONNX.
    /// </summary>
    public double Epsilon { get; set; } = 1e-12;
}
