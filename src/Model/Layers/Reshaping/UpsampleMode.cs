namespace ConvGen.Model.Layers.Reshaping;

/// <summary>How a position between others is computed. The names are those of the runtime's enumeration.</summary>
public enum UpsampleMode
{
    /// <summary>The nearest.</summary>
    Nearest,

    /// <summary>The two around it along each axis.</summary>
    Bilinear,
}
