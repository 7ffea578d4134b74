using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ConvGen.Engine;
using ConvGen.Tests;

namespace ConvGen.Runtime.Tests.Engine;

/// <summary>Weights of dense layers in bfloat16.</summary>
public class BFloat16PackingTests
{
    private const int Block = 16;

    [Fact]
    public void RoundsToTheNearest()
    {
        float[] values =
        [
            0, -0f, 1, -1, 1.00390625f, 1.01171875f, -1.00390625f, 1.0039063f, 1.0039061f, 3.14159274f, 1e-40f, -1.4e-45f, 1e38f, float.MaxValue,
            float.MinValue, float.PositiveInfinity, float.NegativeInfinity,
        ];
        Random random = new(1);
        values = [.. values, .. Enumerable.Range(0, 5000).Select(_ => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)))];
        float[] packed = Unpacked(values, outputs: 1, inputs: values.Length, positions: 1);
        for (int i = 0; i < values.Length; i++)
        {
            float want = BFloat16.Round(values[i]), got = packed[i * Block];
            Assert.True(
                float.IsNaN(want) ? float.IsNaN(got) : BitConverter.SingleToInt32Bits(want) == BitConverter.SingleToInt32Bits(got),
                $"{values[i]:R} became {got:R}, not {want:R}");
        }
    }

    /// <summary>One whose only bits are among those that are dropped would become an infinity, and one with all bits set a zero.</summary>
    [Theory]
    [InlineData(0x7F800001u)]
    [InlineData(0x7FFFFFFFu)]
    [InlineData(0xFF800001u)]
    [InlineData(0xFFFFFFFFu)]
    public void NaNStaysNaN(uint bits) =>
        Assert.True(float.IsNaN(Unpacked([BitConverter.UInt32BitsToSingle(bits)], outputs: 1, inputs: 1, positions: 1)[0]));

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(17, 3, 1)]
    [InlineData(15, 33, 1)]
    [InlineData(33, 17, 6)]
    [InlineData(16, 16, 4)]
    public void LiesInTheOrderOfFloats(int outputs, int inputs, int positions)
    {
        Random random = new(2);
        float[] weights = [.. Enumerable.Range(0, outputs * inputs * positions).Select(_ => random.NextSingle() - 0.5f)];
        float[] scale = [.. Enumerable.Range(0, outputs).Select(_ => random.NextSingle() + 0.5f)];
        WeightOrder order = Order(outputs, inputs, positions);
        float[] floats = new float[PackedLength(order)];
        Packing.Convolution(ref weights[0], ref scale[0], ref floats[0], order, PackShare.Whole);
        Assert.Equal(Array.ConvertAll(floats, BFloat16.Round), Unpacked(weights, outputs, inputs, positions, scale));
    }

    private static float[] Unpacked(float[] weights, int outputs, int inputs, int positions, float[]? scale = null)
    {
        WeightOrder order = Order(outputs, inputs, positions);
        float[] packed = new float[PackedLength(order) / 2];
        Packing.BFloat16(ref weights[0], ref scale is null ? ref Unsafe.NullRef<float>() : ref scale[0], ref packed[0], order, PackShare.Whole);
        ReadOnlySpan<ushort> halves = MemoryMarshal.Cast<float, ushort>(packed);
        float[] unpacked = new float[halves.Length];
        for (int i = 0; i < halves.Length; i++)
        {
            unpacked[i] = BitConverter.UInt32BitsToSingle((uint)halves[i] << 16);
        }

        return unpacked;
    }

    // [units, channels·positions], as emitted code has it.
    private static WeightOrder Order(int outputs, int inputs, int positions) => new()
    {
        Channels = new ChannelGroups(inputs, outputs, Groups: 1),
        HeightTaps = positions,
        OutputStride = inputs * positions,
        InputStride = positions,
        HeightStep = 1,
    };

    private static int PackedLength(WeightOrder order)
    {
        static int Blocks(int channels) => (channels + Block - 1) / Block;
        return Blocks(order.Channels.Outputs) * Blocks(order.Channels.Inputs) * Math.Min(order.Channels.Inputs, Block) * order.HeightTaps * Block;
    }
}
