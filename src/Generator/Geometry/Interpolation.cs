namespace ConvGen.Generator.Geometry;

/// <summary>Where the positions of an axis that changes its size lie on the axis before, and what they are made of there.</summary>
internal static class Interpolation
{
    // Many times what a few operations in double precision round by, and far below what a weight in single precision could show.
    private const double Tolerance = 1e-12;

    /// <summary>What each position is made of: the nearest one, or the two around it.</summary>
    public static AxisMap Map(UpsampleLayer layer, SampledAxis axis) =>
        AxisMap.Of(axis.Input, Enumerable.Range(0, axis.Output).Select(o => Taps(layer, axis.Input, Place(layer.Placement, axis, o))));

    private static AxisTap[] Taps(UpsampleLayer layer, int extent, (long Whole, double Part) place)
    {
        int Inside(long position) => (int)Math.Min(Math.Max(position, 0), extent - 1);
        (long whole, double part) = place;
        if (layer.Mode == UpsampleMode.Nearest)
        {
            bool up = layer.Rounding switch
            {
                NearestRounding.Floor => false,
                NearestRounding.Ceiling => part > 0,
                NearestRounding.HalfDown => part > 0.5,
                _ => part >= 0.5,
            };
            return [new AxisTap(Inside(up ? whole + 1 : whole))];
        }

        // Beyond the ends both neighbours are the position at the end.
        int left = Inside(whole), right = Inside(whole + 1);
        return left == right || part == 0
            ? [new AxisTap(left)]
            : [new AxisTap(left, (float)(1 - part)), new AxisTap(right, (float)part)];
    }

    // In whole numbers wherever the scale is a ratio of the sizes, so that equal phases have equal weights.
    private static (long Whole, double Part) Place(SampleCoordinates coordinates, SampledAxis axis, long output)
    {
        switch (coordinates)
        {
            case SampleCoordinates.AlignCorners:
                return axis.Output == 1 ? (0, 0) : Quotient(output * (axis.Input - 1L), axis.Output - 1L);
            case SampleCoordinates.Asymmetric:
                return axis.Scale is { } scale ? Split(output / scale) : Quotient(output * axis.Input, axis.Output);
            default:
                // Symmetric: the whole output is centred over the whole input, although it is not scale times as long.
                double offset = coordinates == SampleCoordinates.HalfPixelSymmetric && axis.Scale is { } factor
                    ? axis.Input / 2.0 * (1 - (axis.Output / (factor * axis.Input)))
                    : 0;
                return axis.Scale is { } ratio
                    ? Split(offset + ((output + 0.5) / ratio) - 0.5)
                    : Quotient((((2 * output) + 1) * axis.Input) - axis.Output, 2L * axis.Output);
        }
    }

    private static (long Whole, double Part) Quotient(long dividend, long divisor)
    {
        long rest = ((dividend % divisor) + divisor) % divisor;
        return ((dividend - rest) / divisor, (double)rest / divisor);
    }

    // A place that is a whole number or in the middle of two by its formula must not be on either side of it by rounding: the nearest
    // position hangs on it.
    private static (long Whole, double Part) Split(double place)
    {
        double half = Math.Round(2 * place) / 2;
        double meant = Math.Abs(place - half) <= Tolerance * Math.Max(1, Math.Abs(place)) ? half : place;
        return ((long)Math.Floor(meant), meant - Math.Floor(meant));
    }
}
