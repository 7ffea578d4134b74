namespace ConvGen.Model.Layers.Reshaping;

/// <summary>
/// Where the positions of a map that changes its size lie on the map before; the names are those of the runtime's enumeration.
/// </summary>
public enum SampleCoordinates
{
    /// <summary>As usual for the mode.</summary>
    Standard,

    /// <summary>Positions are the centres of cells that tile the map.</summary>
    HalfPixel,

    /// <summary>The same, with the output centred over the input.</summary>
    HalfPixelSymmetric,

    /// <summary>The first and last positions of both lie on each other.</summary>
    AlignCorners,

    /// <summary>The first positions of both lie on each other.</summary>
    Asymmetric,
}
