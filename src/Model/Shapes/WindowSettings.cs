using ConvGen.Model.Primitives;

namespace ConvGen.Model.Shapes;

/// <summary>A window as declared: one number for all axes or an array with one per axis, unset where nothing was written.</summary>
public sealed record WindowSettings
{
    /// <summary>Taps, the same along every axis.</summary>
    public int? K { get; init; }

    /// <summary>Stride, the same along every axis.</summary>
    public int? S { get; init; }

    /// <summary>Padding, the same on every side.</summary>
    public int? P { get; init; }

    /// <summary>Taps per axis.</summary>
    public EquatableArray<int>? Kernel { get; init; }

    /// <summary>Stride per axis.</summary>
    public EquatableArray<int>? Stride { get; init; }

    /// <summary>Padding per axis, on both of its sides.</summary>
    public EquatableArray<int>? Pad { get; init; }

    /// <summary>Padding per axis at its beginning.</summary>
    public EquatableArray<int>? PadBegin { get; init; }

    /// <summary>Padding per axis at its end.</summary>
    public EquatableArray<int>? PadEnd { get; init; }

    /// <summary>Distance between taps, the same along every axis.</summary>
    public int? Dilation { get; init; }

    /// <summary>Distance between taps per axis.</summary>
    public EquatableArray<int>? Dilations { get; init; }

    /// <summary>How the padding is computed.</summary>
    public PaddingKind Padding { get; init; }

    /// <summary>What happens when the stride does not tile the input.</summary>
    public RoundingMode Rounding { get; init; }
}
