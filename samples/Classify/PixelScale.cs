namespace Classify;

/// <summary>How a network wants its pixels: x becomes (x − mean) / deviation for each colour.</summary>
/// <param name="Mean">The means of red, green and blue, which go from 0 to 255.</param>
/// <param name="Deviation">Their deviations.</param>
/// <param name="IsBlueFirst">Whether the channels are blue, green and red.</param>
internal sealed record PixelScale(float[] Mean, float[] Deviation, bool IsBlueFirst)
{
    /// <summary>The usual ways by name.</summary>
    /// <exception cref="FormatException">There is none of this name.</exception>
    public static PixelScale Of(string name) => name switch
    {
        "torch" => new([123.675f, 116.28f, 103.53f], [58.395f, 57.12f, 57.375f], IsBlueFirst: false),
        "caffe" => new([123.68f, 116.779f, 103.939f], [1, 1, 1], IsBlueFirst: true),
        "symmetric" => new([127.5f, 127.5f, 127.5f], [127.5f, 127.5f, 127.5f], IsBlueFirst: false),
        "unit" => new([0, 0, 0], [255, 255, 255], IsBlueFirst: false),
        "bytes" => new([0, 0, 0], [1, 1, 1], IsBlueFirst: false),
        _ => throw new FormatException($"--pixels is torch, caffe, symmetric, unit or bytes, not '{name}'"),
    };

    /// <summary>Which of red, green and blue a channel is.</summary>
    public int Colour(int channel) => IsBlueFirst ? 2 - channel : channel;

    /// <summary>A number of a channel as the network wants it.</summary>
    public float Scale(byte value, int colour) => (value - Mean[colour]) / Deviation[colour];
}
