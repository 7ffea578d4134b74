using ConvGen.Engine;

namespace ConvGen.Runtime.Tests.Engine;

/// <summary>Sums of many numbers, which a running float would lose digits of.</summary>
public class PackingSumTests
{
    private const int Many = 1 << 17;

    [Fact]
    public void ChannelsAreSummedToTheLastDigit()
    {
        // Two positions of blocks of 16 channels.
        float[] blocks = new float[2 * Many];
        for (int i = 0; i < blocks.Length; i++)
        {
            blocks[i] = i / 16 % 2 == 0 ? 0.1f : 10000.1f;
        }

        float[] sums = new float[2];
        Packing.SumChannels(ref blocks[0], ref sums[0], Many, 2);
        Assert.Equal([(float)(Many * (double)0.1f), (float)(Many * (double)10000.1f)], sums);
    }

    [Fact]
    public void SlicesAreSummedToTheLastDigit()
    {
        float[] packed = new float[Many * 16];
        Array.Fill(packed, 0.1f);
        float[] gradients = new float[1];
        var map = new WeightOrder { Channels = new ChannelGroups(Inputs: 1, Outputs: 1, Groups: 1), OutputStride = 1, InputStride = 1 };
        Packing.UnpackConvolution(ref packed[0], ref gradients[0], map, slices: Many, sliceLength: 16);
        Assert.Equal((float)(Many * (double)0.1f), gradients[0]);
    }
}
