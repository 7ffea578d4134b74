namespace ConvGen.Model.Layers.Reshaping;

/// <summary>What a position between others is made of; the names are those of the runtime's enumeration.</summary>
public enum UpsampleMode
{
    /// <summary>The nearest.</summary>
    Nearest,

    /// <summary>The two around it along each axis.</summary>
    Bilinear,
}
