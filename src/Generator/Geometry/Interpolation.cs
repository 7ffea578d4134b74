namespace ConvGen.Generator.Geometry;

/// <summary>What the positions of an axis that changes its size are made of on the axis before.</summary>
internal static class Interpolation
{
    /// <summary>What each position is made of: the nearest one, the two around it, or all that a filter reaches.</summary>
    public static AxisMap Map(UpsampleLayer layer, SampledAxis axis) =>
        AxisMap.Of(axis.Input, Enumerable.Range(0, axis.Output).Select(o => Taps(layer, axis, SamplePlace.Of(layer.Placement, axis, o))));

    private static IEnumerable<AxisTap> Taps(UpsampleLayer layer, SampledAxis axis, SamplePlace place)
    {
        double stretch = layer.Antialias ? Math.Max(1, 1 / Ratio(axis)) : 1;
        return layer.Mode switch
        {
            UpsampleMode.Nearest => [new AxisTap(Inside(place.Nearest(layer.Rounding), axis))],
            UpsampleMode.Bilinear when stretch == 1 => Neighbours(place, axis),
            _ => Filtered(new(layer.Mode, layer.CubicCoefficient, stretch), place, axis, layer.ExcludeOutside),
        };
    }

    // Beyond the ends both neighbours are the position at the end.
    private static AxisTap[] Neighbours(SamplePlace place, SampledAxis axis)
    {
        int left = Inside(place.Whole, axis), right = Inside(place.Whole + 1, axis);
        return left == right || place.Part == 0
            ? [new AxisTap(left)]
            : [new AxisTap(left, (float)(1 - place.Part)), new AxisTap(right, (float)place.Part)];
    }

    private static IEnumerable<AxisTap> Filtered(InterpolationFilter filter, SamplePlace place, SampledAxis axis, bool excludesOutside)
    {
        (long Position, double Weight)[] reached =
        [
            .. Enumerable.Range(1 - filter.Reach, 2 * filter.Reach)
                .Select(step => (Position: place.Whole + step, Weight: filter.Weight(step - place.Part)))
                .Where(tap => tap.Weight != 0 && !(excludesOutside && Inside(tap.Position, axis) != tap.Position)),
        ];
        double sum = reached.Sum(tap => tap.Weight);
        return reached
            .GroupBy(tap => Inside(tap.Position, axis))
            .Select(taps => new AxisTap(taps.Key, (float)(taps.Sum(tap => tap.Weight) / sum)));
    }

    private static double Ratio(SampledAxis axis) => axis.Scale ?? (double)axis.Output / axis.Input;

    private static int Inside(long position, SampledAxis axis) => (int)Math.Min(Math.Max(position, 0), axis.Input - 1);
}
