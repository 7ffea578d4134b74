namespace ConvGen;

/// <summary>alpha·x + beta, at least 0 and at most 1. With the default numbers, those of PyTorch, it goes from 0 at −3 to 1 at 3.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class HardSigmoidAttribute : LayerAttribute
{
    /// <summary>The slope.</summary>
    public double Alpha { get; set; } = 1.0 / 6;

    /// <summary>The value at 0.</summary>
    public double Beta { get; set; } = 0.5;
}
