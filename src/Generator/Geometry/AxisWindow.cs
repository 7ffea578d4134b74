namespace ConvGen.Generator.Geometry;

/// <summary>
/// A sliding window along one axis: output position <c>OutStart + o·OutStep</c> reads input positions
/// <c>InStart + o·InStep + t·TapStep</c> for t = 0 … Taps − 1. Forward convolutions, input gradients and each phase of a strided
/// input gradient are all of this form.
/// </summary>
internal readonly record struct AxisWindow(int Count, int OutStart, int OutStep, int InStart, int InStep, int Taps, int TapStep)
{
    /// <summary>The axis that a map does not have: one position, one tap.</summary>
    public static readonly AxisWindow Unit = new(1, 0, 1, 0, 1, 1, 1);

    /// <summary>The same window with positions counted from the first that it reads and writes.</summary>
    public AxisWindow FromItsStart => this with { InStart = 0, OutStart = 0 };

    /// <summary>Positions read before the first and after the last of an input of the given extent.</summary>
    public (int Before, int After) Overhang(int extent)
    {
        int last = InStart + ((Count - 1) * InStep) + ((Taps - 1) * TapStep);
        return (Math.Max(0, -InStart), Math.Max(0, last - (extent - 1)));
    }
}
