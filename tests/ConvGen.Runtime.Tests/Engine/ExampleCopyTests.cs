using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ConvGen.Engine;

namespace ConvGen.Runtime.Tests.Engine;

/// <summary>What the border brings in and takes out, against loops over channels and positions that do one element at a time.</summary>
public class ExampleCopyTests
{
    private const int Examples = 2;
    private const float Untouched = -12345;

    private static readonly VectorTarget[] Targets =
    [
        .. Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? [VectorTarget.Avx512] : Array.Empty<VectorTarget>(),
        .. Avx2.IsSupported ? [VectorTarget.Avx2] : Array.Empty<VectorTarget>(),
        VectorTarget.Portable,
    ];

    // Channels, depth, height, width: as 1-D, 2-D and 3-D maps and as vectors.
    public static TheoryData<int, int, int, int> Shapes
    {
        get
        {
            TheoryData<int, int, int, int> shapes = new() { { 40, 1, 1, 1 }, { 3, 3, 4, 5 }, { 4, 2, 3, 16 }, { 2, 2, 5, 18 } };
            foreach (int channels in (int[])[1, 2, 3, 4, 5, 17])
            {
                foreach (int width in (int[])[1, 3, 15, 16, 17, 31, 32, 33])
                {
                    shapes.Add(channels, 1, 1, width);
                    shapes.Add(channels, 1, 3, width);
                }
            }

            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void BytesAreConverted(int channels, int depth, int height, int width) =>
        CheckConversion(channels, depth, height, width, random => (byte)random.Next(256), element => element);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void FloatsAreNormalised(int channels, int depth, int height, int width) =>
        CheckConversion(channels, depth, height, width, random => (random.NextSingle() * 600) - 300, element => element);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void PlanarFloatsAreCopied(int channels, int depth, int height, int width)
    {
        foreach (StoredLayout layout in Layouts(channels, depth, height, width))
        {
            float[] source = Draw(layout, random => random.NextSingle());
            float[] stored = Stored(layout, out int first);
            ExampleCopy.CopyIn(source, ref stored[first], layout);
            Assert.Equal(Want(layout, source, interleaved: false, (x, _) => x), stored);

            float[] back = new float[source.Length];
            ExampleCopy.CopyOut(ref stored[first], back, layout);
            Assert.Equal(source, back);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void GradientsAreScaledAndComeInTheOrderOfTheInput(int channels, int depth, int height, int width)
    {
        foreach (StoredLayout layout in Layouts(channels, depth, height, width))
        {
            foreach (ExampleFormat format in Formats(channels))
            {
                float[] gradient = Draw(layout, random => random.NextSingle());
                float[] stored = Want(layout, gradient, format.IsInterleaved, (x, _) => x);
                float[] got = new float[gradient.Length];
                ExampleCopy.CopyOut(ref stored[layout.ExampleStride], got, layout, format);
                foreach ((int example, int channel, int position) in Elements(layout))
                {
                    int outside = Outside(layout, example, channel, position, format.IsInterleaved);
                    Assert.Equal(gradient[outside] * format.Scale(channel), got[outside]);
                }
            }
        }
    }

    [Fact]
    public void OtherElementsAreRefused()
    {
        StoredLayout layout = Layouts(1, 1, 1, 20).First();
        ExampleFormat format = new(false, [1], [0]);
        float[] stored = Stored(layout, out int first);
        Assert.Throws<NotSupportedException>(() => ExampleCopy.CopyIn<short>(new short[20], ref stored[first], layout, format, VectorTarget.Portable));
        Assert.Throws<NotSupportedException>(() => ExampleCopy.CopyIn<short>(new short[20], ref stored[first], layout with { Width = 5 }, format, VectorTarget.Portable));
    }

    [Fact]
    public void AFormatNeedsAsManySummandsAsFactors()
    {
        Assert.Throws<ArgumentException>(() => new ExampleFormat(false, [1, 2], [0]));
        Assert.Throws<ArgumentException>(() => new ExampleFormat(false, [], []));
    }

    private static void CheckConversion<TElement>(
        int channels, int depth, int height, int width, Func<Random, TElement> draw, Func<TElement, float> toSingle)
        where TElement : unmanaged
    {
        foreach (StoredLayout layout in Layouts(channels, depth, height, width))
        {
            TElement[] source = Draw(layout, draw);
            foreach (ExampleFormat format in Formats(channels))
            {
                float[] want = Want(layout, source, format.IsInterleaved, (x, channel) =>
                {
                    float product = toSingle(x) * format.Scale(channel);
                    return product + format.Shift(channel);
                });
                foreach (VectorTarget target in Targets)
                {
                    float[] stored = Stored(layout, out int first);
                    ExampleCopy.CopyIn<TElement>(source, ref stored[first], layout, format, target);
                    Assert.Equal(want, stored);
                }
            }
        }
    }

    private static IEnumerable<ExampleFormat> Formats(int channels)
    {
        float[] scales = [.. Enumerable.Range(1, channels).Select(channel => 0.0123f * channel)];
        float[] shifts = [.. Enumerable.Range(1, channels).Select(channel => 1.7f - (0.3f * channel))];
        foreach (bool interleaved in (bool[])[false, true])
        {
            yield return new ExampleFormat(interleaved, scales, shifts);
            yield return new ExampleFormat(interleaved, [1f / 255], [-0.4f]);
        }
    }

    /// <summary>Planar and in blocks, with a border of zeros and without.</summary>
    private static IEnumerable<StoredLayout> Layouts(int channels, int depth, int height, int width)
    {
        foreach (bool blocked in (bool[])[false, true])
        {
            foreach (int halo in (int[])[0, 2])
            {
                int pixel = blocked ? StoredLayout.BlockSize : 1;
                int row = (width + halo) * pixel;
                int plane = (height + halo) * row;
                int block = (depth + halo) * plane;
                int blocks = blocked ? (channels + StoredLayout.BlockSize - 1) / StoredLayout.BlockSize : channels;
                int origin = halo / 2 * (plane + row + pixel);
                yield return new StoredLayout(blocked, channels, depth, height, width, origin, row, plane, block, (blocks * block) + 7);
            }
        }
    }

    private static T[] Draw<T>(StoredLayout layout, Func<Random, T> draw)
    {
        Random random = new(layout.GetHashCode() & 0xFF);
        return [.. Enumerable.Range(0, Examples * layout.PlanarLength).Select(_ => draw(random))];
    }

    // Room before and after, so that what is written beside the value shows.
    private static float[] Stored(StoredLayout layout, out int first)
    {
        first = layout.ExampleStride;
        float[] stored = new float[(Examples + 2) * layout.ExampleStride];
        stored.AsSpan().Fill(Untouched);
        return stored;
    }

    private static float[] Want<TElement>(StoredLayout layout, TElement[] source, bool interleaved, Func<TElement, int, float> convert)
    {
        float[] want = Stored(layout, out int first);
        foreach ((int example, int channel, int position) in Elements(layout))
        {
            int x = position % layout.Width, y = position / layout.Width % layout.Height, z = position / layout.Width / layout.Height;
            int block = layout.Blocked ? channel / StoredLayout.BlockSize : channel, lane = layout.Blocked ? channel % StoredLayout.BlockSize : 0;
            int place = first + (example * layout.ExampleStride) + layout.Origin + (block * layout.BlockStride) + (z * layout.PlaneStride)
                + (y * layout.RowStride) + (x * (layout.Blocked ? StoredLayout.BlockSize : 1)) + lane;
            want[place] = convert(source[Outside(layout, example, channel, position, interleaved)], channel);
        }

        return want;
    }

    private static int Outside(StoredLayout layout, int example, int channel, int position, bool interleaved)
    {
        int positions = layout.Depth * layout.Height * layout.Width;
        return (example * layout.PlanarLength) + (interleaved ? (position * layout.Channels) + channel : (channel * positions) + position);
    }

    private static IEnumerable<(int Example, int Channel, int Position)> Elements(StoredLayout layout) =>
        from example in Enumerable.Range(0, Examples)
        from channel in Enumerable.Range(0, layout.Channels)
        from position in Enumerable.Range(0, layout.Depth * layout.Height * layout.Width)
        select (example, channel, position);
}
