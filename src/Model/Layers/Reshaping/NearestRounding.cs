namespace ConvGen.Model.Layers.Reshaping;

/// <summary>Which position is the nearest; the names are those of the runtime's enumeration.</summary>
public enum NearestRounding
{
    /// <summary>The one before.</summary>
    Floor,

    /// <summary>The one after.</summary>
    Ceiling,

    /// <summary>The nearest, of two the one before.</summary>
    HalfDown,

    /// <summary>The nearest, of two the one after.</summary>
    HalfUp,
}
