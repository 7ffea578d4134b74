using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Reshaping;

namespace ConvGen.Onnx.Mapping;

/// <summary>Recognises pixel shuffles, however many reshapes and transpositions they were written as.</summary>
internal static class Blocks
{
    /// <summary>The layer that moves the numbers of a map into an order; <see langword="null"/> where there is none.</summary>
    /// <param name="source">The map.</param>
    /// <param name="order">The atoms in the order that is wanted.</param>
    /// <param name="dimensions">The shape that is wanted.</param>
    public static Layer? Recognise(LayerValue source, IReadOnlyList<Atom> order, int[] dimensions)
    {
        if (source.Shape.Rank != 2 || dimensions.Length != 3)
        {
            return null;
        }

        (int channels, int height, int width) = (source.Shape.Channels, source.Shape.Spatial[0], source.Shape.Spatial[1]);
        int up = dimensions[1] / height;
        int down = dimensions[1] == 0 ? 0 : height / dimensions[1];
        foreach (PixelOrder pixels in new[] { PixelOrder.ChannelMajor, PixelOrder.PositionMajor })
        {
            if (up > 1 && dimensions.SequenceEqual([channels / (up * up), height * up, width * up])
                && order.SequenceEqual(Atom.Merge(Shuffled(channels / (up * up), height, width, up, pixels))))
            {
                return new PixelShuffleLayer(up, pixels);
            }

            if (down > 1 && dimensions.SequenceEqual([channels * down * down, height / down, width / down])
                && order.SequenceEqual(Atom.Merge(Unshuffled(channels, height / down, width / down, down, pixels))))
            {
                return new PixelUnshuffleLayer(down, pixels);
            }
        }

        return null;
    }

    // Channel, row, row of the block, column, column of the block; by their distances in the map that is shuffled.
    private static Atom[] Shuffled(int channels, int height, int width, int r, PixelOrder pixels)
    {
        int map = height * width;
        (int channel, int row, int column) = pixels == PixelOrder.ChannelMajor
            ? (r * r * map, r * map, map)
            : (map, r * channels * map, channels * map);
        return [new(channels, channel), new(height, width), new(r, row), new(width, 1), new(r, column)];
    }

    private static Atom[] Unshuffled(int channels, int height, int width, int r, PixelOrder pixels)
    {
        int row = width * r;
        Atom channel = new(channels, height * r * row);
        Atom[] block = [new(r, row), new(r, 1)];
        Atom[] map = [new(height, r * row), new(width, r)];
        return pixels == PixelOrder.ChannelMajor ? [channel, .. block, .. map] : [.. block, channel, .. map];
    }
}
