namespace ConvGen.Model.Layers.Convolutions;

/// <summary>What a fixed filter does. The values are those of the attribute's enumeration.</summary>
public enum FilterKind
{
    /// <summary>The mean of the window.</summary>
    Box,

    /// <summary>A mean weighted by a Gaussian bell.</summary>
    Gaussian,

    /// <summary>Horizontal edges: the derivative along the height, smoothed along the width.</summary>
    SobelHorizontal,

    /// <summary>Vertical edges: the derivative along the width, smoothed along the height.</summary>
    SobelVertical,

    /// <summary>The sum of the second derivatives.</summary>
    Laplacian,

    /// <summary>The input less its Laplacian.</summary>
    Sharpen,

    /// <summary>Taps that the declaration gives.</summary>
    Custom,
}
