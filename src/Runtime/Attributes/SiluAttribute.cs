namespace ConvGen;

/// <summary>x / (1 + exp(−alpha·x)), also called Swish (Ramachandran, Zoph and Le 2017).</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SiluAttribute : LayerAttribute
{
    /// <summary>How steep the gate is.</summary>
    public double Alpha { get; set; } = 1;
}
