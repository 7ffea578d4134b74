namespace ConvGen.Images.Decoding;

/// <summary>The float of each byte of each channel, and where it goes.</summary>
internal sealed class PixelScale
{
    private const int Levels = 256;

    private readonly float[] _values;
    private readonly int _channels;
    private readonly bool _isPlanar;

    /// <summary>Computes all of them.</summary>
    public PixelScale(ImageOptions options)
    {
        _channels = options.Channels;
        _isPlanar = options.Layout == InputLayout.Planar;
        _values = new float[_channels * Levels];
        for (int i = 0; i < _values.Length; i++)
        {
            (int channel, int level) = Math.DivRem(i, Levels);
            _values[i] = (level * options.Scale - Of(options.Mean, channel, 0)) / Of(options.Std, channel, 1);
        }
    }

    /// <summary>Writes an example.</summary>
    /// <param name="pixels">Its pixels, channels side by side.</param>
    /// <param name="example">The floats, in the layout of the options.</param>
    public void Write(ReadOnlySpan<byte> pixels, Span<float> example)
    {
        int positions = pixels.Length / _channels;
        for (int c = 0; c < _channels; c++)
        {
            ReadOnlySpan<float> values = _values.AsSpan(c * Levels, Levels);
            int to = _isPlanar ? c * positions : c;
            int stride = _isPlanar ? 1 : _channels;
            for (int i = 0; i < positions; i++)
            {
                example[to + i * stride] = values[pixels[i * _channels + c]];
            }
        }
    }

    private static float Of(IReadOnlyList<float>? numbers, int channel, float otherwise) =>
        numbers is null ? otherwise : numbers.Count == 1 ? numbers[0] : numbers[channel];
}
