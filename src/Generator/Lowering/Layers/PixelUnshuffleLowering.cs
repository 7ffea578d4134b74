using ConvGen.Generator.Loops;
using ConvGen.Generator.Program;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class PixelUnshuffleLowering : ChannelMoveLowering<PixelUnshuffleLayer>
{
    protected override (ChannelRule From, ChannelRule To) Rules(PixelUnshuffleLayer layer, Value input, Value output) =>
        (PixelShuffleLowering.Positions(layer, small: output, large: input), new ChannelRange());
}
