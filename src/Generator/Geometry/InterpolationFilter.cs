namespace ConvGen.Generator.Geometry;

/// <summary>
/// What a position counts by its distance: a triangle for linear interpolation, Keys' cubic convolution (1981) for cubic.
/// </summary>
/// <param name="Mode">Which of them.</param>
/// <param name="Coefficient">The coefficient a of the cubic convolution.</param>
/// <param name="Stretch">How many times as wide it is.</param>
internal readonly record struct InterpolationFilter(UpsampleMode Mode, double Coefficient, double Stretch)
{
    /// <summary>How many positions to either side of a place may count.</summary>
    public int Reach => (int)Math.Ceiling((Mode == UpsampleMode.Bicubic ? 2 : 1) * Stretch);

    /// <summary>The weight at a distance, up to a factor that all have in common.</summary>
    public double Weight(double distance)
    {
        double x = Math.Abs(distance) / Stretch;
        return Mode == UpsampleMode.Bicubic ? Cubic(x) : Math.Max(1 - x, 0);
    }

    // (a + 2)x³ − (a + 3)x² + 1, then a(x³ − 5x² + 8x − 4); as products, so that they vanish at 1 and 2 whatever they round to.
    private double Cubic(double x) =>
        x < 1 ? (x - 1) * (((Coefficient + 2) * x * x) - x - 1)
        : x < 2 ? Coefficient * (x - 1) * (x - 2) * (x - 2)
        : 0;
}
