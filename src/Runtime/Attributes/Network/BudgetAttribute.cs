namespace ConvGen;

/// <summary>Limits that fail the build when the network exceeds them; what is not set is not limited.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class BudgetAttribute : Attribute
{
    /// <summary>The most trained parameters the network may have.</summary>
    public long Parameters { get; set; } = long.MaxValue;

    /// <summary>The most multiply-accumulate operations one example may take.</summary>
    public long Macs { get; set; } = long.MaxValue;

    /// <summary>The most bytes of memory that the intermediate values of one example may take.</summary>
    public long ArenaBytes { get; set; } = long.MaxValue;
}
