namespace ConvGen.Generator.Geometry;

/// <summary>One term of a position along an axis.</summary>
/// <param name="Source">The position that is read.</param>
/// <param name="Weight">What it is multiplied by.</param>
internal readonly record struct AxisTap(int Source, float Weight = 1);

/// <summary>
/// What each position along one axis of a result is the weighted sum of, along the same axis of what is read. Padding, cropping and
/// interpolation are such maps on every axis, and so are their gradients.
/// </summary>
/// <param name="Extent">Positions that may be read.</param>
/// <param name="Starts">For each position of the result the number of its first tap, then the number of all taps.</param>
/// <param name="Taps">The taps of all positions, one after the other.</param>
internal sealed record AxisMap(int Extent, EquatableArray<int> Starts, EquatableArray<AxisTap> Taps)
{
    /// <summary>The axis that a map does not have.</summary>
    public static readonly AxisMap Unit = Select(1, [0]);

    /// <summary>Positions of the result.</summary>
    public int Count => Starts.Count - 1;

    /// <summary>Whether each position of the result is one position as it is, or nothing.</summary>
    public bool IsSelection => !HasWeights && Enumerable.Range(0, Count).All(i => TapCount(i) <= 1);

    /// <summary>Whether every position of the result is that of the same number.</summary>
    public bool IsIdentity =>
        Extent == Count && IsSelection && Taps.Count == Count && Enumerable.Range(0, Count).All(i => Taps[i].Source == i);

    /// <summary>Whether some position of the result is nothing.</summary>
    public bool HasGaps => Enumerable.Range(0, Count).Any(i => TapCount(i) == 0);

    /// <summary>Whether anything is multiplied.</summary>
    public bool HasWeights => Taps.Any(t => t.Weight != 1);

    /// <summary>A map from the taps of each position.</summary>
    public static AxisMap Of(int extent, IEnumerable<IEnumerable<AxisTap>> positions)
    {
        List<int> starts = [0];
        List<AxisTap> taps = [];
        foreach (IEnumerable<AxisTap> position in positions)
        {
            taps.AddRange(position);
            starts.Add(taps.Count);
        }

        return new AxisMap(extent, starts.ToEquatableArray(), taps.ToEquatableArray());
    }

    /// <summary>A map that picks one position for each; what is outside the axis is nothing.</summary>
    public static AxisMap Select(int extent, IEnumerable<int> sources) =>
        Of(extent, sources.Select(s => s >= 0 && s < extent ? new[] { new AxisTap(s) } : []));

    /// <summary>A map that leaves every position where it is.</summary>
    public static AxisMap Identity(int extent) => Select(extent, Enumerable.Range(0, extent));

    /// <summary>What stands at each position of a padded axis.</summary>
    public static AxisMap Pad(WindowAxis axis, PadMode mode) => Select(
        axis.Input, Enumerable.Range(0, axis.Output).Select(o => Inside(o - axis.PadBegin, axis.Input, mode)));

    /// <summary>The adjoint: each position that was read sums what read it, in the order of the results.</summary>
    public AxisMap Adjoint()
    {
        int[] starts = new int[Extent + 1];
        foreach (AxisTap tap in Taps)
        {
            starts[tap.Source + 1]++;
        }

        for (int i = 0; i < Extent; i++)
        {
            starts[i + 1] += starts[i];
        }

        int[] next = (int[])starts.Clone();
        var readers = new AxisTap[Taps.Count];
        for (int i = 0; i < Count; i++)
        {
            foreach (AxisTap tap in TapsOf(i))
            {
                readers[next[tap.Source]++] = new AxisTap(i, tap.Weight);
            }
        }

        return new AxisMap(Count, starts.ToEquatableArray(), readers.ToEquatableArray());
    }

    /// <summary>How many taps a position of the result has.</summary>
    public int TapCount(int position) => Starts[position + 1] - Starts[position];

    /// <summary>The taps of one position of the result.</summary>
    public IEnumerable<AxisTap> TapsOf(int position)
    {
        for (int tap = Starts[position]; tap < Starts[position + 1]; tap++)
        {
            yield return Taps[tap];
        }
    }

    private static int Inside(int position, int extent, PadMode mode)
    {
        switch (mode)
        {
            case PadMode.Replicate:
                return Math.Min(Math.Max(position, 0), extent - 1);
            case PadMode.Circular:
                return Modulo(position, extent);
            case PadMode.Reflect when extent > 1:
                // There and back again without the two ends twice.
                int period = 2 * (extent - 1);
                int along = Modulo(position, period);
                return Math.Min(along, period - along);
            default:
                return position;
        }
    }

    private static int Modulo(int value, int divisor) => ((value % divisor) + divisor) % divisor;
}

/// <summary>The maps of all three axes.</summary>
internal sealed record AxisMaps(AxisMap Depth, AxisMap Height, AxisMap Width)
{
    public bool IsIdentity => Depth.IsIdentity && Height.IsIdentity && Width.IsIdentity;

    /// <summary>Whether each position of the result is one position as it is, or nothing.</summary>
    public bool IsSelection => Depth.IsSelection && Height.IsSelection && Width.IsSelection;

    /// <summary>One map for each spatial axis, outermost first; axes that a map lacks are units.</summary>
    public static AxisMaps Of(IReadOnlyList<AxisMap> axes)
    {
        AxisMap Axis(int fromEnd) => axes.Count > fromEnd ? axes[axes.Count - 1 - fromEnd] : AxisMap.Unit;
        return new AxisMaps(Axis(2), Axis(1), Axis(0));
    }

    /// <summary>What stands at each position of a padded map.</summary>
    public static AxisMaps Pad(EquatableArray<WindowAxis> axes, PadMode mode) => Of([.. axes.Select(a => AxisMap.Pad(a, mode))]);

    public AxisMaps Adjoint() => new(Depth.Adjoint(), Height.Adjoint(), Width.Adjoint());
}
