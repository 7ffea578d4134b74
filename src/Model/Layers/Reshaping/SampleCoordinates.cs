namespace ConvGen.Model.Layers.Reshaping;

/// <summary>
/// The coordinates of output positions on the input map. The names are those of the runtime's enumeration.
/// </summary>
public enum SampleCoordinates
{
    /// <summary>The default of the mode.</summary>
    Standard,

    /// <summary>Positions are the centres of cells that tile the map.</summary>
    HalfPixel,

    /// <summary>The same, with the output centred over the input.</summary>
    HalfPixelSymmetric,

    /// <summary>The corners of both maps are aligned.</summary>
    AlignCorners,

    /// <summary>The first positions of both maps are aligned.</summary>
    Asymmetric,
}
