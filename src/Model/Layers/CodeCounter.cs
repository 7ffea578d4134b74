using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers;

/// <summary>
/// Counts what a layer adds to the size of its network's code. Sizes of maps add nothing, because emitted code loops over them; what is
/// written number by number costs the compiler time and memory, and one mistyped number could exhaust both. The limits are for all layers
/// of a network together.
/// </summary>
/// <param name="counts">What the layers of the network have added so far.</param>
/// <param name="title">The layer as messages call it.</param>
/// <param name="problems">Receives a problem when this layer exceeds a limit.</param>
internal sealed class CodeCounter(Dictionary<string, long> counts, string title, ICollection<Problem> problems)
{
    /// <summary>The maximum of fixed taps.</summary>
    public const long MaxTaps = 1 << 16;

    // As much as the compiler reads in a second or two.
    private const long MaxPositions = 1 << 23;
    private const long MaxPhases = 1 << 10;
    private const long MaxClippedWindows = 1 << 10;
    private const long MaxPieces = 1 << 9;

    // Phases without a tap are no code, and neither are taps that a phase does not use, but planning looks at them.
    private const long MaxEmptyPhases = 1 << 18;
    private const long MaxTriedTaps = 1 << 24;

    private static readonly string[] Padding = ["p", "Pad", "PadBegin", "PadEnd", "Padding", "size", "k", "Kernel"];
    private static readonly string[] Strides = ["s", "Stride", "tiles"];

    /// <summary>Counts taps whose numbers are fixed.</summary>
    public void CountTaps(long count, params string[] blamed) => Count("fixed taps", count, MaxTaps, blamed);

    /// <summary>Counts channels of which the maximum is taken.</summary>
    public void CountPieces(long count, params string[] blamed) => Count("pieces", count, MaxPieces, blamed);

    /// <summary>Counts positions, read and written, each of which is made of positions of its own.</summary>
    public void CountPositions(long count, params string[] blamed) => Count("resampled positions", count, MaxPositions, blamed);

    /// <summary>Counts the positions of a map and of the padded map.</summary>
    public void CountPaddedPositions(EquatableArray<WindowAxis> axes) =>
        CountPositions(axes.Sum(axis => axis.Input + Math.Max(0L, (long)axis.Input + axis.PadBegin + axis.PadEnd)), Padding);

    /// <summary>Counts the windows of a row that padding clips. Each has code of its own; those between them are a loop.</summary>
    public void CountClippedWindows(WindowAxis axis)
    {
        long Windows(long reach) => Math.Min(axis.Output, (reach + axis.Stride - 1) / axis.Stride);
        Count("clipped windows in a row", Windows(Math.Max(0, axis.PadBegin)) + Windows(axis.ReadEnd), MaxClippedWindows, Padding);
    }

    /// <summary>Counts the tiles of kernels that repeat.</summary>
    public void CountTiles(EquatableArray<WindowAxis> axes, int tiles) =>
        Count("phases", axes.Aggregate(1L, (product, _) => Saturating.Multiply(product, tiles)), MaxPhases, "tiles");

    /// <summary>Counts the phases of a convolution's input gradient: positions that the same taps reach.</summary>
    /// <param name="axes">The convolution's window along each axis.</param>
    /// <param name="tiles">The period: filters along each axis.</param>
    public void CountPhases(EquatableArray<WindowAxis> axes, int tiles = 1)
    {
        long Period(WindowAxis axis) => Math.Min(Saturating.Multiply(axis.Stride, tiles), axis.Input);
        long Product(Func<WindowAxis, long> count) => axes.Aggregate(1L, (product, axis) => Saturating.Multiply(product, count(axis)));
        _ = Count("phases", Product(axis => Math.Min(Period(axis), Saturating.Multiply(axis.Kernel, tiles))), MaxPhases, Strides)
            && Count("phases with empty ones", Product(Period), MaxEmptyPhases, Strides)
            && Count("taps in phases", axes.Max(axis => Saturating.Multiply(Period(axis), axis.Kernel)), MaxTriedTaps, Strides);
    }

    private bool Count(string what, long count, long max, params string[] blamed)
    {
        counts.TryGetValue(what, out long counted);
        long all = counts[what] = Saturating.Add(counted, count);
        if (all <= max || counted > max)
        {
            return true;
        }

        problems.Add(Problem.Of(ProblemIds.TooMuchCode, [title, NumberText.Grouped(all), what, NumberText.Grouped(max)], blamed));
        return false;
    }
}
