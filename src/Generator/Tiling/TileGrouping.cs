using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Tiling;

/// <summary>
/// How the tiles and the output channels of a convolution that multiplies transformed values are cut on one vector target. Working memory
/// holds a matrix for each point: <c>[block of channels][tile]</c>.
/// </summary>
/// <param name="TilesPerGroup">Tiles that are multiplied together at most.</param>
/// <param name="TileFloats">Floats of a point of a block of channels of one tile.</param>
/// <param name="Cycles">Estimated cycles.</param>
/// <param name="Groups">The tiles in groups.</param>
/// <param name="Parts">
/// The blocks of output channels in parts, so that maps of few tiles can be split too; all but the last are equal.
/// </param>
internal sealed record TileGrouping(
    int TilesPerGroup, int TileFloats, double Cycles, IReadOnlyList<Segment> Groups, IReadOnlyList<Segment> Parts)
{
    /// <summary>So many pieces of work keep a few threads busy to the end.</summary>
    public const int WantedItems = 8;

    // Output channels that one part multiplies at least: under that, transforming the input again for each part would show.
    private const int MinPartBlocks = 2;

    /// <summary>Pieces of work of one example.</summary>
    public int Items => Groups.Sum(g => g.Count) * PartCount;

    /// <summary>Distance between blocks of channels in the working memory.</summary>
    public int BlockStride => TilesPerGroup * TileFloats;

    /// <summary>Distance between the transformed inputs of two points.</summary>
    public int InputPoint(int inputBlocks) => Spread(inputBlocks * BlockStride);

    /// <summary>Distance between the products of two points.</summary>
    public int ProductPoint => Spread(Parts[0].Size * BlockStride);

    private int PartCount => Parts.Sum(p => p.Count);

    /// <summary>As many tiles in a group as take the least time on one thread and on two.</summary>
    /// <param name="most">The most tiles that a group may have.</param>
    /// <param name="cut">The grouping for a number of tiles.</param>
    public static TileGrouping Best(int most, Func<int, TileGrouping> cut) => Enumerable.Range(1, most).Reverse()
        .Select(cut)
        .OrderBy(grouping => grouping.Cycles * (1 + ThreadShares.OfTwo(grouping.Items)))
        .First();

    /// <summary>Cuts tiles into groups, and channels into parts where the groups are few.</summary>
    public static TileGrouping Of(int tiles, int perGroup, int tileFloats, int outputBlocks, double cycles)
    {
        IReadOnlyList<Segment> groups = Partition.Even(tiles, perGroup);
        int parts = Math.Max(1, Math.Min(outputBlocks / MinPartBlocks, ValueLayout.CeilDiv(WantedItems, groups.Sum(g => g.Count))));
        int blocks = ValueLayout.CeilDiv(outputBlocks, parts);
        return new TileGrouping(
            perGroup,
            tileFloats,
            cycles,
            groups,
            Partition.Whole(outputBlocks, blocks + (blocks % 2 == 0 || blocks == outputBlocks ? 0 : 1)));
    }

    /// <summary>
    /// Writes the loop over the pieces of work: transforming the input, once for parts of one group that follow each other, multiplying,
    /// and transforming back.
    /// </summary>
    /// <param name="writer">The method that is written.</param>
    /// <param name="tile">What is grouped, as names of variables have it.</param>
    /// <param name="emitInput">Writes the transforms of the input.</param>
    /// <param name="emitProducts">Writes the products of so many blocks of outputs and so many tiles.</param>
    /// <param name="emitOutput">Writes the transforms back.</param>
    public void Emit(SourceWriter writer, string tile, Action emitInput, Action<int, int> emitProducts, Action emitOutput)
    {
        if (PartCount > 1)
        {
            writer.Line("int transformed = -1;");
        }

        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex.Decode(writer, ("example", 0), ("group", Groups.Sum(g => g.Count)), ("part", PartCount));
        writer.Line(SegmentText.Declare($"first{char.ToUpperInvariant(tile[0])}{tile.Substring(1)}", SegmentText.Start(Groups, "group")));
        writer.Line(SegmentText.Declare($"{tile}s", SegmentText.Size(Groups, "group")));
        using (PartCount > 1 ? writer.Block($"if (item / {Text.Of(PartCount)} != transformed)") : (SourceWriter.Scope?)null)
        {
            if (PartCount > 1)
            {
                writer.Line($"transformed = item / {Text.Of(PartCount)};");
            }

            emitInput();
        }

        writer.Blank();
        writer.Line(SegmentText.Declare("firstBlock", SegmentText.Start(Parts, "part")));
        Branch.Emit(writer, "part", Parts, p => Branch.Emit(writer, "group", Groups, g => emitProducts(p.Size, g.Size)));
        writer.Blank();
        writer.Line(SegmentText.Declare("blocks", SegmentText.Size(Parts, "part")));
        emitOutput();
    }

    /// <summary>
    /// Writes one matrix product for each point: tiles × input channels by input channels × output channels. They begin where
    /// <c>workspace</c> and <c>m</c> refer to.
    /// </summary>
    /// <param name="writer">The method that is written.</param>
    /// <param name="target">The vector target.</param>
    /// <param name="points">Points, and distances between their inputs and between their weights.</param>
    /// <param name="weightBlock">Distance between the weights of blocks of outputs.</param>
    /// <param name="together">Vectors of output channels that are multiplied at a time: of two blocks, of one, or of a part of one.</param>
    /// <param name="blocks">Blocks of outputs.</param>
    /// <param name="tiles">Tiles.</param>
    /// <param name="most">Tiles that a register block of so many vectors holds.</param>
    /// <param name="call">The call of a register block: of vectors and tiles, with references to inputs, weights and products.</param>
    public void EmitProducts(
        SourceWriter writer,
        VectorTarget target,
        (int Count, int Input, int Weights) points,
        int weightBlock,
        int together,
        int blocks,
        int tiles,
        Func<int, int> most,
        Func<(int Vectors, int Tiles), string, string, string, string> call)
    {
        using SourceWriter.Scope loop = writer.Block($"for (int point = 0; point < {Text.Of(points.Count)}; point++)");
        writer.Line($"ref float values = ref {Names.Unsafe}.Add(ref workspace, point * {Text.Of(points.Input)});");
        Reference.DeclareAlways(writer, "filters", "weights", Text.Sum(("point", points.Weights), ("firstBlock", weightBlock)));
        writer.Line($"ref float products = ref {Names.Unsafe}.Add(ref m, point * {Text.Of(ProductPoint)});");
        foreach (Segment pairs in Partition.Whole(blocks, Math.Max(1, together / target.VectorsPerBlock)))
        {
            int vectors = Math.Min(together, pairs.Size * target.VectorsPerBlock);
            using SourceWriter.Scope? pairLoop = CountedLoop.Open(writer, "pair", pairs.Count, out string pair);
            using SourceWriter.Scope? halfLoop =
                CountedLoop.Open(writer, "half", target.VectorsPerBlock * pairs.Size / vectors, out string half);
            (string, int) lanes = (half, vectors * target.Lanes);
            foreach (Segment across in Partition.Even(tiles, most(vectors)))
            {
                using SourceWriter.Scope? chunks = CountedLoop.Open(writer, "chunk", across.Count, out string chunk);
                writer.Line(call(
                    (vectors, across.Size),
                    Text.At("values", SegmentText.Place(across, chunk, TileFloats)),
                    Text.At("filters", Text.Sum((SegmentText.Place(pairs, pair, weightBlock), 1), lanes)),
                    Text.At("products", Text.Sum(
                        (SegmentText.Place(pairs, pair, BlockStride), 1), (SegmentText.Place(across, chunk, TileFloats), 1), lanes))));
            }
        }
    }

    /// <summary>
    /// At least so many floats, and an odd number of cache lines: as a distance it lets the points of one tile, which are written together,
    /// fall into different sets of the cache.
    /// </summary>
    public static int Spread(int length) => length / ValueLayout.BlockSize % 2 == 0 ? length + ValueLayout.BlockSize : length;
}
