using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;

namespace ConvGen.Generator.Planning;

/// <summary>How outputs of a 3×3 convolution are cut into tiles for Winograd's algorithm, forward or for the gradient to weights.</summary>
/// <param name="Transform">The transform along each axis.</param>
/// <param name="Height">Rows of the output.</param>
/// <param name="Width">Columns of the output.</param>
internal abstract record WinogradTiling(WinogradTransform Transform, int Height, int Width)
{
    /// <summary>With fewer input channels transforming takes longer than multiplying.</summary>
    protected const int MinInputs = 12;

    /// <summary>Rows of tiles.</summary>
    public int TilesDown => ValueLayout.CeilDiv(Height, Transform.Outputs);

    /// <summary>Tiles in a row.</summary>
    public int TilesAcross => ValueLayout.CeilDiv(Width, Transform.Outputs);

    /// <summary>Tiles of an example.</summary>
    public int Tiles => TilesDown * TilesAcross;

    /// <summary>Points of a tile.</summary>
    public int PointCount => Transform.Points * Transform.Points;

    /// <summary>Estimated cycles of transforming a patch of the input for one vector of 16 channels.</summary>
    protected double InputCycles => Transform.Outputs == 4 ? 130 : 40;

    /// <summary>The window as it slides over whole tiles, which may reach beyond the map.</summary>
    public WindowGeometry Cover(WindowGeometry window) => new(
        window.Depth,
        window.Height with { Count = TilesDown * Transform.Outputs },
        window.Width with { Count = TilesAcross * Transform.Outputs });

    /// <summary>Whether a convolution can be done by Winograd's algorithm at all.</summary>
    protected static bool IsApplicable(ChannelGroups channels, WindowGeometry window) => channels.Groups == 1
        && window.Depth.Taps == 1 && window.Depth.Count == 1
        && IsApplicable(window.Height) && IsApplicable(window.Width);

    private static bool IsApplicable(AxisWindow axis) => axis is { OutStep: 1, InStep: 1, Taps: WinogradTransform.Taps, TapStep: 1 };
}
