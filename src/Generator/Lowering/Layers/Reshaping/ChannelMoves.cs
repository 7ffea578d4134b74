using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Reshaping;

internal sealed class ChannelShuffleLowering : ChannelMoveLowering<ChannelShuffleLayer>
{
    protected override (ChannelRule From, ChannelRule To) Rules(ChannelShuffleLayer layer, Value input, Value output) =>
        (new InterleavedChannels(layer.Groups, input.Channels / layer.Groups), new ChannelRange());
}

internal sealed class PixelShuffleLowering : ChannelMoveLowering<PixelShuffleLayer>
{
    protected override (ChannelRule From, ChannelRule To) Rules(PixelShuffleLayer layer, Value input, Value output) =>
        (new ChannelRange(), Positions(layer, small: input, large: output));

    /// <summary>The map with fewer channels, whose positions in a block are the channels of the other.</summary>
    public static BlockPositions Positions(PixelBlockLayer layer, Value small, Value large) => new(
        large.Channels,
        new Extent(large.Size.Depth / small.Size.Depth, large.Size.Height / small.Size.Height, large.Size.Width / small.Size.Width),
        layer.Order == PixelOrder.ChannelMajor);
}

internal sealed class PixelUnshuffleLowering : ChannelMoveLowering<PixelUnshuffleLayer>
{
    protected override (ChannelRule From, ChannelRule To) Rules(PixelUnshuffleLayer layer, Value input, Value output) =>
        (PixelShuffleLowering.Positions(layer, small: output, large: input), new ChannelRange());
}
