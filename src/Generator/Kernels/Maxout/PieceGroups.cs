using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Maxout;

/// <summary>
/// Groups of neighbouring channels, of which each becomes one. A vector of n groups reads n·pieces neighbouring channels: as many vectors
/// as a group has pieces, each inside a block because blocks are whole vectors. Shuffling deals them out, one vector for each piece, and
/// brings pieces back to their channels.
/// </summary>
/// <param name="Groups">How many groups there are.</param>
/// <param name="Pieces">Channels of a group.</param>
/// <param name="Size">Spatial extents.</param>
internal sealed record PieceGroups(int Groups, int Pieces, Extent Size)
{
    // The number of shuffles grows with the square of the pieces; from here on gathering number by number does as well.
    private const int MaxShuffled = 8;

    /// <summary>Whether groups are dealt out by shuffling vectors instead of number by number.</summary>
    public bool IsShuffled => Pieces <= MaxShuffled;

    /// <summary>Blocks of 16 groups.</summary>
    public int Blocks => ValueLayout.CeilDiv(Groups, ValueLayout.BlockSize);

    /// <summary>Rows of maps with a block of groups in each.</summary>
    public ItemCount Items => new(Size.Depth * Size.Height * Blocks, PerExample: true);

    /// <summary>Estimated nanoseconds for one example.</summary>
    public double Nanoseconds(VectorTarget target) => IsShuffled
        ? (double)Blocks * Size.Positions * target.VectorsPerBlock * Pieces * Pieces * 0.3
        : (double)Groups * Size.Positions * Pieces * 0.5;

    /// <summary>Declares the indices of an item.</summary>
    public ItemIndex Decode(SourceWriter writer) =>
        ItemIndex.Decode(writer, ("example", 0), ("depth", Size.Depth), ("row", Size.Height), ("block", Blocks));

    /// <summary>The offset of a row of a value with one channel for each group.</summary>
    public static string RowOfGroups(ItemIndex item, Strides strides, string lane) =>
        item.Sum(("example", strides.Example), ("depth", strides.Plane), ("row", strides.Row), ("block", strides.Block), (lane, 1));

    /// <summary>The offset of a row of a value with all channels, in its first block.</summary>
    public static string RowOfChannels(ItemIndex item, Strides strides) =>
        item.Sum(("example", strides.Example), ("depth", strides.Plane), ("row", strides.Row));

    /// <summary>The offset of a channel in its row, with what else is added to it.</summary>
    public static string Channel(Strides strides, string channel, params (string Index, int Stride)[] more) => Text.Sum(
    [
        ($"({channel} / {Text.Of(ValueLayout.BlockSize)})", strides.Block),
        ($"({channel} % {Text.Of(ValueLayout.BlockSize)})", 1),
        .. more,
    ]);

    /// <summary>The first channel of the last vector that a value with all channels has.</summary>
    public int LastVector(VectorTarget target) => ValueLayout.Whole(Groups * Pieces) - target.Lanes;

    /// <summary>The vector with one piece of every group, from the vectors of neighbouring channels.</summary>
    public string Piece(VectorTarget target, IReadOnlyList<string> channels, int piece) => Deal(
        target,
        channels,
        (vector, lane) => ((lane * Pieces) + piece) / target.Lanes == vector ? ((lane * Pieces) + piece) % target.Lanes : -1);

    /// <summary>One of the vectors of neighbouring channels, from the vectors with one piece of every group.</summary>
    public string Channels(VectorTarget target, IReadOnlyList<string> pieces, int vector) => Deal(
        target,
        pieces,
        (piece, lane) => ((vector * target.Lanes) + lane) % Pieces == piece ? ((vector * target.Lanes) + lane) / Pieces : -1);

    // Shuffling makes a lane zero whose index is outside the vector, so that what comes of several vectors is joined by "or".
    private static string Deal(VectorTarget target, IReadOnlyList<string> vectors, Func<int, int, int> element)
    {
        var parts = new List<string>();
        for (int vector = 0; vector < vectors.Count; vector++)
        {
            int[] indices = [.. Enumerable.Range(0, target.Lanes).Select(lane => element(vector, lane))];
            if (indices.Any(index => index >= 0))
            {
                string list = string.Join(", ", indices.Select(index => Text.Of(index < 0 ? target.Lanes : index)));
                parts.Add($"{target.Class}.Shuffle({vectors[vector]}, {target.Class}.Create({list}))");
            }
        }

        return string.Join(" | ", parts);
    }
}
