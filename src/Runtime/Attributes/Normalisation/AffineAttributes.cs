namespace ConvGen;

/// <summary>
/// y = a·x with learned numbers, or with constants. LayerScale (Touvron et al. 2021) is <c>Scale(Init = 1e-6)</c>. At inference it is
/// folded into the convolution or dense layer before it. Parameter: <c>weight</c>, [C], [1] or the shape of an example.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ScaleAttribute : LayerAttribute
{
    /// <summary>What each number stands for; with constants their count says it.</summary>
    public ParameterScope Per { get; set; }

    /// <summary>Where learned numbers start.</summary>
    public double Init { get; set; } = 1;

    /// <summary>Constants, one for all or one for each channel: they are not trained, and not in the weight file.</summary>
    public double[]? Values { get; set; }
}

/// <summary>
/// y = x + b with learned numbers, or with constants. At inference it is folded into the convolution or dense layer before it.
/// Parameter: <c>bias</c>, [C], [1] or the shape of an example.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ShiftAttribute : LayerAttribute
{
    /// <summary>What each number stands for; with constants their count says it.</summary>
    public ParameterScope Per { get; set; }

    /// <summary>Where learned numbers start.</summary>
    public double Init { get; set; }

    /// <summary>Constants, one for all or one for each channel: they are not trained, and not in the weight file.</summary>
    public double[]? Values { get; set; }
}
