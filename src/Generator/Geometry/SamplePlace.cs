namespace ConvGen.Generator.Geometry;

/// <summary>Where a position of an axis that changes its size lies on the axis before.</summary>
/// <param name="Whole">The position before it.</param>
/// <param name="Part">How far behind that it lies, less than 1.</param>
internal readonly record struct SamplePlace(long Whole, double Part)
{
    // Many times what a few operations in double precision round by, and far below what a weight in single precision could show.
    private const double Tolerance = 1e-12;

    /// <summary>Computed in whole numbers wherever the scale is a ratio of the sizes, so that equal phases have equal weights.</summary>
    public static SamplePlace Of(SampleCoordinates coordinates, SampledAxis axis, long output)
    {
        switch (coordinates)
        {
            case SampleCoordinates.AlignScaledCorners when axis.Scale is { } scale:
                return Split(output * (axis.Input - 1L) / ((scale * axis.Input) - 1));
            case SampleCoordinates.AlignCorners or SampleCoordinates.AlignScaledCorners:
                return axis.Output == 1 ? default : Quotient(output * (axis.Input - 1L), axis.Output - 1L);
            case SampleCoordinates.Asymmetric:
                return axis.Scale is { } factor ? Split(output / factor) : Quotient(output * axis.Input, axis.Output);
            case SampleCoordinates.HalfPixelForNearest:
                return axis.Scale is { } ratio
                    ? Split((output + 0.5) / ratio)
                    : Quotient(((2 * output) + 1) * axis.Input, 2L * axis.Output);
            default:
                return axis.Scale is { } given
                    ? Split(Offset(coordinates, axis, given) + ((output + 0.5) / given) - 0.5)
                    : Quotient((((2 * output) + 1) * axis.Input) - axis.Output, 2L * axis.Output);
        }
    }

    /// <summary>The nearest position, which may lie beyond the ends of the axis.</summary>
    public long Nearest(NearestRounding rounding)
    {
        bool up = rounding switch
        {
            NearestRounding.Floor => false,
            NearestRounding.Ceiling => Part > 0,
            NearestRounding.HalfDown => Part > 0.5,
            _ => Part >= 0.5,
        };
        return up ? Whole + 1 : Whole;
    }

    // Symmetric: the whole output is centred over the whole input, although it is not scale times as long.
    private static double Offset(SampleCoordinates coordinates, SampledAxis axis, double scale) =>
        coordinates == SampleCoordinates.HalfPixelSymmetric ? axis.Input / 2.0 * (1 - (axis.Output / (scale * axis.Input))) : 0;

    private static SamplePlace Quotient(long dividend, long divisor)
    {
        long rest = ((dividend % divisor) + divisor) % divisor;
        return new((dividend - rest) / divisor, (double)rest / divisor);
    }

    // A place that is a whole number or in the middle of two by its formula must not be on either side of it by rounding: the nearest
    // position hangs on it.
    private static SamplePlace Split(double place)
    {
        double half = Math.Round(2 * place) / 2;
        double meant = Math.Abs(place - half) <= Tolerance * Math.Max(1, Math.Abs(place)) ? half : place;
        return new((long)Math.Floor(meant), meant - Math.Floor(meant));
    }
}
