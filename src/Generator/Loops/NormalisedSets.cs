using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Loops;

/// <summary>
/// The sets of elements of an example that are normalised together: some neighbouring channels by the positions of the last axes. Each
/// position of the axes before them has sets of its own. Every channel has the statistics of its set, so that vectors of 16 can be loaded.
/// </summary>
/// <param name="Channels">Channels of the value.</param>
/// <param name="Size">Spatial extents of the value.</param>
/// <param name="SetChannels">Channels of a set.</param>
/// <param name="Inner">Positions of a set along each axis.</param>
internal sealed record NormalisedSets(int Channels, Extent Size, int SetChannels, Extent Inner)
{
    private const int Block = ValueLayout.BlockSize;

    /// <summary>Blocks of 16 channels.</summary>
    public int Blocks => ValueLayout.CeilDiv(Channels, Block);

    /// <summary>Positions along each axis that have sets of their own.</summary>
    public Extent Outer => new(Size.Depth / Inner.Depth, Size.Height / Inner.Height, Size.Width / Inner.Width);

    /// <summary>Elements of a set.</summary>
    public int Length => SetChannels * Inner.Positions;

    /// <summary>Whether each channel is a set of its own, so that nothing is added across lanes.</summary>
    public bool IsPerChannel => SetChannels == 1;

    /// <summary>The fewest neighbouring blocks that hold whole sets: a piece of work.</summary>
    public int SpanBlocks => SetChannels % Block == 0 ? SetChannels / Block : Block % SetChannels == 0 ? 1 : Blocks;

    /// <summary>Pieces of work at each outer position.</summary>
    public int Spans => ValueLayout.CeilDiv(Blocks, SpanBlocks);

    /// <summary>The sets of a layer's input.</summary>
    public static NormalisedSets Of(FeatureShape shape, NormalisedSet set)
    {
        Extent size = Extent.Of(shape);
        return new(shape.Channels, size, set.Channels, set.SpatialAxes switch
        {
            _ when set.SpatialAxes == shape.Rank => size,
            1 => new Extent(1, 1, size.Width),
            _ => new Extent(1, size.Height, size.Width),
        });
    }

    /// <summary>Writes the indices of a piece of work: the example, the span or block, the outer position.</summary>
    public void Decode(SourceWriter writer, string part, int parts) =>
        ItemIndex.Decode(writer, ("example", 0), (part, parts), ("depth", Outer.Depth), ("height", Outer.Height));

    /// <summary>Where a value's first element of an outer position is.</summary>
    public IReadOnlyList<(string Index, int Stride)> Start(Strides l, string block, string lane) =>
    [
        ("example", l.Example),
        (block, l.Block),
        (Outer.Depth > 1 ? "depth" : "0", l.Plane),
        (Outer.Height > 1 ? "height" : "0", l.Row),
        (lane, 1),
    ];

    /// <summary>Opens the loops over the vectors of a span.</summary>
    public Loops OpenSpan(SourceWriter writer, VectorTarget target)
    {
        string block = Spans > 1 ? "span" : "0";
        SourceWriter.Scope? blocks = null;
        if (SpanBlocks > 1)
        {
            block = "block";
            string first = Spans > 1 ? $"span * {Text.Of(SpanBlocks)}" : "0";
            string end = Spans > 1 ? $"(span + 1) * {Text.Of(SpanBlocks)}" : Text.Of(Blocks);
            blocks = writer.Block($"for (int block = {first}; block < {end}; block++)");
        }
        else if (target.VectorsPerBlock == 1)
        {
            blocks = writer.Braces();
        }

        return new Loops(blocks, CountedLoop.OpenLanes(writer, target, out string lane), block, lane);
    }

    /// <summary>
    /// Writes, for each set of a span that has several channels, sums over its channels and what all its channels get of them. Lanes beyond
    /// the last channel get what the last set has.
    /// </summary>
    /// <param name="writer">Where to.</param>
    /// <param name="sums">Names of the sums.</param>
    /// <param name="statistics">Strides of what the channels get.</param>
    /// <param name="term">
    /// What a channel adds to the sum with the given name; the channel is <c>place</c> in the statistics of its example.
    /// </param>
    /// <param name="finish">What is made of the sums: memory, and the number that goes there.</param>
    public void Combine(
        SourceWriter writer,
        IReadOnlyList<string> sums,
        Strides statistics,
        Func<string, string> term,
        IReadOnlyList<(string Memory, string Value)> finish)
    {
        int sets = Channels / SetChannels;
        int perSpan = SpanBlocks == Blocks ? sets : SpanBlocks * Block / SetChannels;
        string first = Spans > 1 ? $"span * {Text.Of(perSpan)}" : "0";
        string end = Spans == 1 ? Text.Of(sets)
            : sets % perSpan == 0 ? $"(span + 1) * {Text.Of(perSpan)}"
            : $"{Names.Math}.Min((span + 1) * {Text.Of(perSpan)}, {Text.Of(sets)})";
        using SourceWriter.Scope loop = writer.Block($"for (int set = {first}; set < {end}; set++)");
        writer.Line($"int start = {Text.Sum(("example", statistics.Example), ("set", SetChannels))};");
        foreach (string sum in sums)
        {
            writer.Line($"double {sum} = 0;");
        }

        using (writer.Block($"for (int place = start; place < start + {Text.Of(SetChannels)}; place++)"))
        {
            foreach (string sum in sums)
            {
                writer.Line($"{sum} += {term(sum)};");
            }
        }

        foreach ((string memory, string value) in finish)
        {
            writer.Line($"float {memory}Value = (float)({value});");
        }

        int padded = Blocks * Block;
        string count = padded == Channels ? Text.Of(SetChannels)
            : sets == 1 ? Text.Of(padded)
            : $"(set == {Text.Of(sets - 1)} ? {Text.Of(padded - Channels + SetChannels)} : {Text.Of(SetChannels)})";
        using (writer.Block($"for (int place = start; place < start + {count}; place++)"))
        {
            foreach ((string memory, _) in finish)
            {
                writer.Line($"{Names.Unsafe}.Add(ref {memory}, place) = {memory}Value;");
            }
        }
    }

    /// <summary>Open loops over blocks and lanes, with what to write for their indices.</summary>
    internal readonly record struct Loops(SourceWriter.Scope? Blocks, SourceWriter.Scope? Lanes, string Block, string Lane) : IDisposable
    {
        public void Dispose()
        {
            Lanes?.Dispose();
            Blocks?.Dispose();
        }
    }
}
