using ConvGen.Generator.Loops;
using ConvGen.Generator.Program;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class ChannelShuffleLowering : ChannelMoveLowering<ChannelShuffleLayer>
{
    protected override (ChannelRule From, ChannelRule To) Rules(ChannelShuffleLayer layer, Value input, Value output) =>
        (new InterleavedChannels(layer.Groups, input.Channels / layer.Groups), new ChannelRange());
}
