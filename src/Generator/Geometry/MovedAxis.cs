namespace ConvGen.Generator.Geometry;

/// <summary>
/// Positions along an axis of a map that come to lie along an axis of another. Axes are counted as channels, depth, height and width.
/// </summary>
/// <param name="Size">How many positions.</param>
/// <param name="From">The axis that is read.</param>
/// <param name="FromStep">Their distance there.</param>
/// <param name="To">The axis that is written.</param>
/// <param name="ToStep">Their distance there.</param>
internal readonly record struct MovedAxis(int Size, int From, int FromStep, int To, int ToStep)
{
    /// <summary>Whole axes in another order.</summary>
    /// <param name="sizes">The axes of the map that is read.</param>
    /// <param name="order">For each axis that is written the one that is read.</param>
    public static EquatableArray<MovedAxis> Whole(IReadOnlyList<int> sizes, IReadOnlyList<int> order) =>
        order.Select((from, to) => new MovedAxis(sizes[from], from, 1, to, 1)).ToEquatableArray();

    /// <summary>Parts of axes in another order; <see langword="null"/> where one would lie across the ends of an axis.</summary>
    /// <param name="source">The axes of the map that is read.</param>
    /// <param name="parts">The parts, as the shape of the same values.</param>
    /// <param name="order">The order that the parts get.</param>
    /// <param name="destination">The axes of the map that is written.</param>
    public static EquatableArray<MovedAxis>? Parts(
        IReadOnlyList<int> source, IReadOnlyList<int> parts, IReadOnlyList<int> order, IReadOnlyList<int> destination)
    {
        if (Cut(parts, source) is not { } read)
        {
            return null;
        }

        Piece[] moved = [.. order.SelectMany(part => read[part])];
        return Cut([.. moved.Select(piece => piece.Size)], destination)?
            .SelectMany((written, i) => written.Select(piece => new MovedAxis(
                piece.Size, moved[i].Axis, moved[i].Step * Inner(written, piece), piece.Axis, piece.Step)))
            .ToEquatableArray();
    }

    /// <summary>What brings everything back.</summary>
    public static EquatableArray<MovedAxis> Inverse(EquatableArray<MovedAxis> axes) => axes
        .Select(axis => new MovedAxis(axis.Size, axis.To, axis.ToStep, axis.From, axis.FromStep))
        .OrderBy(axis => axis.To).ThenByDescending(axis => axis.ToStep)
        .ToEquatableArray();

    // Each part as pieces of axes, outermost first, none of which lies across the ends of an axis.
    private static IReadOnlyList<Piece>[]? Cut(IReadOnlyList<int> parts, IReadOnlyList<int> axes)
    {
        var cut = new IReadOnlyList<Piece>[parts.Count];
        int axis = axes.Count - 1, step = 1;
        for (int part = parts.Count - 1; part >= 0; part--)
        {
            List<Piece> pieces = [];
            for (int open = parts[part]; open > 1;)
            {
                while (step == axes[axis])
                {
                    (axis, step) = (axis - 1, 1);
                }

                int left = axes[axis] / step, size = Math.Min(open, left);
                if (Math.Max(open, left) % size != 0)
                {
                    return null;
                }

                pieces.Insert(0, new Piece(size, axis, step));
                open /= size;
                step *= size;
            }

            cut[part] = pieces;
        }

        return cut;
    }

    private static int Inner(IEnumerable<Piece> pieces, Piece piece) =>
        pieces.SkipWhile(other => other != piece).Skip(1).Aggregate(1, (product, other) => product * other.Size);

    private readonly record struct Piece(int Size, int Axis, int Step);
}
