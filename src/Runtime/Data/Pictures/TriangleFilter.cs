namespace ConvGen;

/// <summary>
/// The weights by which one axis is resized with linear interpolation and antialiasing, as Pillow's <c>BILINEAR</c> and PyTorch's
/// <c>interpolate(mode="bilinear", antialias=True)</c> have them: where the axis becomes shorter, the triangle becomes as much wider.
/// </summary>
internal sealed class TriangleFilter
{
    private readonly int[] _starts;
    private readonly int[] _counts;
    private double[] _weights = [];
    private int _taps;

    /// <summary>Makes room.</summary>
    /// <param name="most">The most positions that are computed of an axis after it was resized.</param>
    public TriangleFilter(int most)
    {
        _starts = new int[most];
        _counts = new int[most];
    }

    /// <summary>Computes the weights of an axis.</summary>
    /// <param name="from">How many positions it has.</param>
    /// <param name="to">How many it gets.</param>
    public void Set(int from, int to) => Set(from, to, 0, to);

    /// <summary>Computes the weights of a part of an axis.</summary>
    /// <param name="from">How many positions it has.</param>
    /// <param name="to">How many it gets.</param>
    /// <param name="first">The first of these that is computed, which is position 0 of the part.</param>
    /// <param name="count">How many are.</param>
    public void Set(int from, int to, int first, int count)
    {
        double scale = (double)from / to;
        double support = Math.Max(scale, 1);
        double narrowing = 1 / support;
        _taps = (int)Math.Ceiling(support) * 2 + 1;
        if (_weights.Length < (long)_taps * count)
        {
            _weights = new double[_taps * count];
        }

        for (int i = 0; i < count; i++)
        {
            double center = (first + i + 0.5) * scale;
            int start = Math.Max((int)(center - support + 0.5), 0);
            int taps = Math.Min((int)(center + support + 0.5), from) - start;
            Span<double> weights = _weights.AsSpan(i * _taps, taps);
            double sum = 0;
            for (int k = 0; k < taps; k++)
            {
                weights[k] = Math.Max(1 - Math.Abs((k + start - center + 0.5) * narrowing), 0);
                sum += weights[k];
            }

            for (int k = 0; k < taps; k++)
            {
                weights[k] /= sum;
            }

            _starts[i] = start;
            _counts[i] = taps;
        }
    }

    /// <summary>The first position that a new one is made of.</summary>
    public int Start(int position) => _starts[position];

    /// <summary>By how much each position from the first one counts; they sum to 1.</summary>
    public ReadOnlySpan<double> Weights(int position) => _weights.AsSpan(position * _taps, _counts[position]);
}
