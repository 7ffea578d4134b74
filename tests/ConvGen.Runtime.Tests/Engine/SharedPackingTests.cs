using System.Runtime.CompilerServices;
using ConvGen.Engine;

namespace ConvGen.Runtime.Tests.Engine;

/// <summary>Packing that several threads share yields what one does.</summary>
public sealed class SharedPackingTests
{
    private const int Taps = 3;

    [Theory]
    [InlineData("direct", 1, 1)]
    [InlineData("direct", 3, 17)]
    [InlineData("direct", 33, 15)]
    [InlineData("direct", 100, 33)]
    [InlineData("direct, grouped", 34, 34)]
    [InlineData("bfloat16", 33, 15)]
    [InlineData("bfloat16", 100, 33)]
    [InlineData("Winograd", 3, 17)]
    [InlineData("Winograd", 33, 15)]
    [InlineData("Winograd", 100, 3)]
    [InlineData("Fft", 33, 15)]
    public void PartsMakeTheWhole(string form, int outputs, int inputs)
    {
        var channels = new ChannelGroups(inputs, outputs, form == "direct, grouped" ? 2 : 1);
        float[] weights = new float[outputs * channels.InputsPerGroup * Taps * Taps];
        var random = new Random(1);
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = random.NextSingle() - 0.5f;
        }

        var order = new WeightOrder
        {
            Channels = channels,
            HeightTaps = Taps,
            WidthTaps = Taps,
            OutputStride = channels.InputsPerGroup * Taps * Taps,
            InputStride = Taps * Taps,
            GroupStride = channels.Groups == 1 ? 0 : channels.InputsPerGroup * Taps * Taps,
            HeightStep = Taps,
            WidthStep = 1,
        };
        float[] whole = Pack(form, weights, order, parts: 1);
        Assert.Contains(whole, number => number != 0);
        foreach (int parts in (int[])[2, 3, 8, 20])
        {
            Assert.Equal(whole, Pack(form, weights, order, parts));
        }
    }

    /// <summary>The threads of a network pack its parameters together, once.</summary>
    [Fact]
    public void ThreadsTakeAllPartsOnce()
    {
        const int floats = 1 << 20, threads = 3;
        int calls = 0;
        int[] done = new int[threads];
        using var values = new NativeBuffer(1);
        using var packed = new NativeBuffer(floats);
        using var team = new ThreadTeam(threads);
        var job = new PackJob(
            (ref float _, ref float _, bool exact, PackShare share) =>
            {
                Assert.True(exact);
                Interlocked.Increment(ref calls);
                (int begin, int end) = share.Of(threads);
                for (int part = begin; part < end; part++)
                {
                    Interlocked.Increment(ref done[part]);
                }
            },
            values,
            packed,
            exact: true,
            threads);
        Assert.True(job.IsShared);
        job.Run(team);
        Assert.Equal([1, 1, 1], done);
        job.Run(team: null);
        Assert.Equal([2, 2, 2], done);
        Assert.InRange(calls, 2, 4);
    }

    /// <summary>Few parameters are packed by the caller: waking a thread would take longer.</summary>
    [Fact]
    public void FewParametersAreNotShared()
    {
        using var values = new NativeBuffer(1);
        using var packed = new NativeBuffer(1000);
        Assert.False(new PackJob((ref float _, ref float _, bool _, PackShare _) => { }, values, packed, exact: false, threads: 2).IsShared);
    }

    private static float[] Pack(string form, float[] weights, in WeightOrder order, int parts)
    {
        // Room for the points of Winograd's and of Fourier's transforms, and for one input.
        using var packed = new NativeBuffer(2 * 64 * 8 * 48 * 16);
        foreach (int part in Enumerable.Range(0, parts).Reverse())
        {
            var share = new PackShare(part, parts);
            switch (form)
            {
                case "Winograd":
                    Packing.Winograd(ref weights[0], ref Unsafe.NullRef<float>(), ref packed.At(0), order, 4, share);
                    break;
                case "Fft":
                    Packing.Fft(ref weights[0], ref Unsafe.NullRef<float>(), ref packed.At(0), order, 8, 8, share);
                    break;
                case "bfloat16":
                    Packing.BFloat16(ref weights[0], ref Unsafe.NullRef<float>(), ref packed.At(0), order, share);
                    break;
                default:
                    Packing.Convolution(ref weights[0], ref Unsafe.NullRef<float>(), ref packed.At(0), order, share);
                    break;
            }
        }

        return packed.Span.ToArray();
    }
}
