namespace ConvGen;

/// <summary>How a loss makes one number of many.</summary>
public enum Reduction
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>Their sum.</summary>
    Sum,
}
