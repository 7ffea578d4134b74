using System.Numerics;

namespace ConvGen.Images.Decoding;

/// <summary>The weights of one axis in fixed point, as Pillow has them for images of bytes: 22 bits behind the point.</summary>
/// <param name="most">The most positions that are computed.</param>
internal sealed class ByteFilter(int most)
{
    private const int Fraction = 32 - 8 - 2;
    private const int Half = 1 << (Fraction - 1);

    private readonly TriangleFilter _filter = new(most);
    private readonly int[] _begins = new int[most + 1];
    private int[] _weights = [];

    /// <summary>The first position of the old axis that is read.</summary>
    public int First { get; private set; }

    /// <summary>One behind the last position of the old axis that is read.</summary>
    public int End { get; private set; }

    /// <summary>Computes the weights of a part of an axis.</summary>
    /// <param name="from">How many positions it has.</param>
    /// <param name="to">How many it gets.</param>
    /// <param name="first">The first of them that is computed.</param>
    /// <param name="count">How many are.</param>
    public void Set(int from, int to, int first, int count)
    {
        _filter.Set(from, to, first, count);
        First = _filter.Start(0);
        End = _filter.Start(count - 1) + _filter.Weights(count - 1).Length;
        int length = 0;
        for (int i = 0; i < count; i++)
        {
            _begins[i] = length;
            length += _filter.Weights(i).Length;
        }

        _begins[count] = length;
        _weights = _weights.Length < length ? new int[length] : _weights;
        for (int i = 0; i < count; i++)
        {
            Span<int> weights = _weights.AsSpan(_begins[i]);
            ReadOnlySpan<double> exact = _filter.Weights(i);
            for (int k = 0; k < exact.Length; k++)
            {
                weights[k] = (int)(0.5 + exact[k] * (1 << Fraction));
            }
        }
    }

    /// <summary>Computes a line of red, green and blue.</summary>
    /// <param name="pixels">Pixels, which begin with these.</param>
    /// <param name="begin">Where position 0 of the old axis is.</param>
    /// <param name="stride">From one of its positions to the next.</param>
    /// <param name="line">Takes three bytes for each position.</param>
    public void ResizeColors(ReadOnlySpan<byte> pixels, int begin, int stride, Span<byte> line)
    {
        for (int i = 0; 3 * i < line.Length; i++)
        {
            int at = begin + _filter.Start(i) * stride;
            int red = Half;
            int green = Half;
            int blue = Half;
            foreach (int weight in _weights.AsSpan(_begins[i].._begins[i + 1]))
            {
                ReadOnlySpan<byte> pixel = pixels.Slice(at, 3);
                red += weight * pixel[0];
                green += weight * pixel[1];
                blue += weight * pixel[2];
                at += stride;
            }

            line[3 * i] = Round(red);
            line[3 * i + 1] = Round(green);
            line[3 * i + 2] = Round(blue);
        }
    }

    /// <summary>Computes a line of single bytes.</summary>
    /// <param name="bytes">The old line.</param>
    /// <param name="line">Takes a byte for each position.</param>
    public void Resize(ReadOnlySpan<byte> bytes, Span<byte> line)
    {
        for (int i = 0; i < line.Length; i++)
        {
            ReadOnlySpan<int> weights = _weights.AsSpan(_begins[i].._begins[i + 1]);
            ReadOnlySpan<byte> taps = bytes.Slice(_filter.Start(i), weights.Length);
            int sum = Half;
            for (int k = 0; k < weights.Length; k++)
            {
                sum += weights[k] * taps[k];
            }

            line[i] = Round(sum);
        }
    }

    /// <summary>Computes one position of an axis of whole lines.</summary>
    /// <param name="position">The position, from the first that is computed.</param>
    /// <param name="lines">The old lines from position <see cref="First"/>.</param>
    /// <param name="sums">Working memory of a number for each byte of a line.</param>
    /// <param name="line">Takes the line.</param>
    public void ResizeLines(int position, ReadOnlySpan<byte> lines, Span<int> sums, Span<byte> line)
    {
        sums = sums[..line.Length];
        sums.Fill(Half);
        ReadOnlySpan<int> weights = _weights.AsSpan(_begins[position].._begins[position + 1]);
        for (int k = 0; k < weights.Length; k++)
        {
            Add(lines.Slice((_filter.Start(position) - First + k) * line.Length, line.Length), weights[k], sums);
        }

        for (int i = 0; i < line.Length; i++)
        {
            line[i] = Round(sums[i]);
        }
    }

    private static void Add(ReadOnlySpan<byte> line, int weight, Span<int> sums)
    {
        int done = 0;
        for (; done + Vector<byte>.Count <= line.Length; done += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(line[done..]), out Vector<ushort> low, out Vector<ushort> high);
            Add(low, weight, sums[done..]);
            Add(high, weight, sums[(done + Vector<ushort>.Count)..]);
        }

        for (; done < line.Length; done++)
        {
            sums[done] += weight * line[done];
        }
    }

    private static void Add(Vector<ushort> values, int weight, Span<int> sums)
    {
        Vector.Widen(values, out Vector<uint> low, out Vector<uint> high);
        Span<int> next = sums[Vector<int>.Count..];
        (new Vector<int>(sums) + Vector.AsVectorInt32(low) * weight).CopyTo(sums);
        (new Vector<int>(next) + Vector.AsVectorInt32(high) * weight).CopyTo(next);
    }

    private static byte Round(int sum) => (byte)Math.Clamp(sum >> Fraction, 0, 255);
}
