namespace ConvGen;

/// <summary>1 / (1 + exp(−x)).</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SigmoidAttribute : LayerAttribute;

/// <summary>ln(1 / (1 + exp(−x))).</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LogSigmoidAttribute : LayerAttribute;

/// <summary>alpha·x + beta, at least 0 and at most 1. With the default numbers, those of PyTorch, it goes from 0 at −3 to 1 at 3.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class HardSigmoidAttribute : LayerAttribute
{
    /// <summary>The slope.</summary>
    public double Alpha { get; set; } = 1.0 / 6;

    /// <summary>The value at 0.</summary>
    public double Beta { get; set; } = 0.5;
}

/// <summary>ln(1 + exp(beta·x)) / beta, the smooth rectifier; x itself where beta·x is above the threshold.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SoftplusAttribute : LayerAttribute
{
    /// <summary>How near to the rectifier it is; positive.</summary>
    public double Beta { get; set; } = 1;

    /// <summary>From where on it is x.</summary>
    public double Threshold { get; set; } = 20;
}
