using ConvGen.Model.Layers.Pooling;
using ConvGen.Model.Layers.Reshaping;
using ConvGen.Model.Primitives;
using static ConvGen.Onnx.Exporting.NodeAttributes;

namespace ConvGen.Onnx.Exporting;

/// <summary>Layers that select, move or compare channels.</summary>
internal static class ChannelNodes
{
    /// <summary>The family's layers.</summary>
    public static ExportTable Table { get; } = Build();

    private static ExportTable Build()
    {
        var table = new ExportTable();
        table.Add<SliceLayer>((layer, slice) => Slices.Add(layer, layer.Input, 1, slice.Start, slice.Start + layer.Node.Shape.Channels));
        table.Add<SplitLayer>((layer, split) =>
        {
            int count = layer.Node.Shape.Channels;
            return Slices.Add(layer, layer.Input, 1, split.Part * count, (split.Part + 1) * count);
        });
        table.Add<MaxoutLayer>((layer, maxout) => layer.Add(
            "ReduceMax",
            layer.Add("Reshape", [layer.Input, layer.Wholes("pieces", [0, -1, maxout.Pieces, .. layer.InputShape.Spatial])]),
            Wholes("axes", [2]),
            Whole("keepdims", 0)));
        table.Add<ChannelShuffleLayer>((layer, shuffle) =>
        {
            EquatableArray<int> map = layer.InputShape.Spatial;
            return Blocks.Move(
                layer,
                [shuffle.Groups, layer.InputShape.Channels / shuffle.Groups, .. map],
                [1, 0, .. Enumerable.Range(2, map.Count)]);
        });
        table.Add<PixelShuffleLayer>(Shuffle);
        table.Add<PixelUnshuffleLayer>(Unshuffle);
        return table;
    }

    private static string Shuffle(ExportedLayer layer, PixelShuffleLayer shuffle)
    {
        EquatableArray<int> map = layer.InputShape.Spatial;
        bool isChannelMajor = shuffle.Order == PixelOrder.ChannelMajor;
        if (map.Count == 2)
        {
            return layer.Add("DepthToSpace", layer.Input, Whole("blocksize", shuffle.R), Word("mode", isChannelMajor ? "CRD" : "DCR"));
        }

        // Behind the channels, or before them, are the positions of a block; each goes behind its axis of the map.
        int rank = map.Count, first = isChannelMajor ? 1 : 0;
        int[] block = [.. map.Select(_ => shuffle.R)];
        int channels = layer.Node.Shape.Channels;
        return Blocks.Move(
            layer,
            isChannelMajor ? [channels, .. block, .. map] : [.. block, channels, .. map],
            [isChannelMajor ? 0 : rank, .. Enumerable.Range(0, rank).SelectMany(axis => (int[])[rank + 1 + axis, first + axis])]);
    }

    private static string Unshuffle(ExportedLayer layer, PixelUnshuffleLayer unshuffle)
    {
        EquatableArray<int> map = layer.Node.Shape.Spatial;
        bool isChannelMajor = unshuffle.Order == PixelOrder.ChannelMajor;
        if (map.Count == 2 && !isChannelMajor)
        {
            return layer.Add("SpaceToDepth", layer.Input, Whole("blocksize", unshuffle.R));
        }

        int rank = map.Count;
        int[] positions = [.. Enumerable.Range(0, rank).Select(axis => (2 * axis) + 1)];
        int[] inBlock = [.. Enumerable.Range(0, rank).Select(axis => (2 * axis) + 2)];
        return Blocks.Move(
            layer,
            [layer.InputShape.Channels, .. map.SelectMany(size => (int[])[size, unshuffle.R])],
            isChannelMajor ? [0, .. inBlock, .. positions] : [.. inBlock, 0, .. positions]);
    }
}
