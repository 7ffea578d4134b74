namespace ConvGen;

/// <summary>ln(1 + exp(beta·x)) / beta, the smooth rectifier; x itself where beta·x is above the threshold.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SoftplusAttribute : LayerAttribute
{
    /// <summary>How near to the rectifier it is; positive.</summary>
    public double Beta { get; set; } = 1;

    /// <summary>From where on it is x.</summary>
    public double Threshold { get; set; } = 20;
}
