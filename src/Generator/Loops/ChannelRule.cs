using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Loops;

/// <summary>Which channel, and where in its map, a step of a movement of channels reads or writes.</summary>
internal abstract record ChannelRule
{
    /// <summary>The channel of step <c>channel</c>, as an expression.</summary>
    public abstract string Channel { get; }

    /// <summary>The first position of step <c>channel</c>, as an expression over the strides of the map.</summary>
    public virtual string Start(Strides strides) => "0";

    /// <summary>The strides between neighbours of one step.</summary>
    public virtual Strides Walk(Strides strides) => strides;

    /// <summary>The channel of a step.</summary>
    public abstract int ChannelOf(int step);

    /// <summary>The first position of a step, in a map with these strides.</summary>
    public virtual int StartOf(int step, Strides strides) => 0;
}

/// <summary>Channels one after the other from <paramref name="First"/> on.</summary>
internal sealed record ChannelRange(int First = 0) : ChannelRule
{
    public override string Channel => First == 0 ? "channel" : $"channel + {Text.Of(First)}";

    public override int ChannelOf(int step) => step + First;
}

/// <summary>The first channel of each group, then the second of each, and so on.</summary>
/// <param name="Groups">Groups of channels.</param>
/// <param name="PerGroup">Channels of a group.</param>
/// <param name="First">How many of them are passed over.</param>
internal sealed record InterleavedChannels(int Groups, int PerGroup, int First = 0) : ChannelRule
{
    public override string Channel => $"({Number} % {Text.Of(Groups)} * {Text.Of(PerGroup)}) + ({Number} / {Text.Of(Groups)})";

    private string Number => First == 0 ? "channel" : $"(channel + {Text.Of(First)})";

    public override int ChannelOf(int step) => ((step + First) % Groups * PerGroup) + ((step + First) / Groups);
}

/// <summary>A map in which the positions of a small block belong to as many steps.</summary>
/// <param name="Channels">Channels of the map.</param>
/// <param name="Block">Extents of the block.</param>
/// <param name="ChannelMajor">Whether the steps of a channel follow each other, or those of a position.</param>
internal sealed record BlockPositions(int Channels, Extent Block, bool ChannelMajor) : ChannelRule
{
    public override string Channel => ChannelMajor ? $"channel / {Text.Of(Block.Positions)}" : $"channel % {Text.Of(Channels)}";

    private string Position => ChannelMajor ? $"channel % {Text.Of(Block.Positions)}" : $"channel / {Text.Of(Channels)}";

    public override string Start(Strides strides)
    {
        int plane = Block.Height * Block.Width;
        return Text.Sum(
            (Block.Depth == 1 ? "0" : $"(({Position}) / {Text.Of(plane)})", strides.Plane),
            (Block.Height == 1 ? "0" : $"(({Position}) / {Text.Of(Block.Width)} % {Text.Of(Block.Height)})", strides.Row),
            (Block.Width == 1 ? "0" : $"(({Position}) % {Text.Of(Block.Width)})", strides.Pixel));
    }

    public override int ChannelOf(int step) => ChannelMajor ? step / Block.Positions : step % Channels;

    public override int StartOf(int step, Strides strides)
    {
        int position = ChannelMajor ? step % Block.Positions : step / Channels;
        return (position / (Block.Height * Block.Width) * strides.Plane)
            + (position / Block.Width % Block.Height * strides.Row)
            + (position % Block.Width * strides.Pixel);
    }

    public override Strides Walk(Strides strides) => strides with
    {
        Plane = strides.Plane * Block.Depth,
        Row = strides.Row * Block.Height,
        Pixel = strides.Pixel * Block.Width,
    };
}
