using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Graph;

/// <summary>
/// The receptive field along one axis of the network's input, and the distance between neighbouring values. After a transposed convolution
/// of stride s neighbours are a fraction of a cell apart: only every s-th position holds a value, and what a window sees is counted in
/// such parts until strides have made whole cells of them again. How many values fall into a window depends on padding; it is the maximum.
/// </summary>
/// <param name="Size">Cells r that are seen before the parts are counted.</param>
/// <param name="Step">Cells j that <paramref name="Parts"/> parts make.</param>
/// <param name="Parts">Parts of a step.</param>
/// <param name="Reach">Parts that are seen beyond <paramref name="Size"/>.</param>
/// <param name="Hop">Parts between neighbouring values.</param>
internal readonly record struct AxisView(long Size, long Step, long Parts, long Reach, long Hop)
{
    /// <summary>The view of a cell of the network's input.</summary>
    public static readonly AxisView Self = new(1, 1, 1, 0, 1);

    /// <summary>Cells of the network's input that are seen.</summary>
    public long Seen => Saturating.Add(Size, Saturating.Multiply(Reach / Parts, Step));

    /// <summary>After a window with effective kernel <paramref name="kernel"/>: r ← r + (ke − 1)·j, then j ← j·s.</summary>
    public AxisView Through(long kernel, long stride) =>
        (this with { Reach = Saturating.Add(Reach, Saturating.Multiply(kernel - 1, Hop)), Hop = Saturating.Multiply(Hop, stride) }).Whole();

    /// <summary>After a transposed convolution: j ← j/s, then r ← r + (ke − 1)·j.</summary>
    public AxisView ThroughTransposed(long kernel, long stride)
    {
        long reach = Saturating.Multiply(Reach, stride);
        return (this with
        {
            Parts = Saturating.Multiply(Parts, stride),
            Reach = Saturating.Add(reach, Saturating.Multiply(kernel - 1, Hop)),
        }).Whole();
    }

    /// <summary>After sampling at other distances: r ← r + (cells − 1)·j, then j ← j·input/output.</summary>
    public AxisView Resampled(SampledAxis axis)
    {
        long divisor = Divisors.GreatestCommon(axis.Input, axis.Output);
        return Through(axis.Cells, 1).ThroughTransposed(1, axis.Output / divisor).Through(1, axis.Input / divisor);
    }

    /// <summary>The larger of two views, with the larger distance where both count whole cells.</summary>
    public static AxisView Larger(AxisView left, AxisView right)
    {
        AxisView larger = left.Seen >= right.Seen ? left : right;
        return left.Parts == 1 && right.Parts == 1 ? larger with { Step = Math.Max(left.Step, right.Step) } : larger;
    }

    // Neighbours are a multiple of these parts apart, so what is less than one of them does not count.
    private AxisView Whole()
    {
        long divisor = Divisors.GreatestCommon(Hop, Parts);
        AxisView reduced = this with { Parts = Parts / divisor, Reach = Reach / divisor, Hop = Hop / divisor };
        return reduced.Parts > 1
            ? reduced
            : new(reduced.Seen, Saturating.Multiply(Step, reduced.Hop), 1, 0, 1);
    }
}
