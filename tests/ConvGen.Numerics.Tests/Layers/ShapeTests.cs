using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;
using static ConvGen.Numerics.Tests.Declarations.DeclaredNetwork;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Layers that bring numbers to other places: some channels, some positions, another order, other axes.</summary>
public class ShapeTests
{
    private static readonly WindowSettings Padded3 = new(3) { Begin = [1] };
    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    private static CaseBook Fill()
    {
        CaseBook book = new();
        AddChannels(book);
        AddCrops(book);
        AddBlocks(book);
        AddReshapes(book);
        return book;
    }

    private static void AddChannels(CaseBook book)
    {
        book.Add("channels from the middle", Of(17, 4, 5).Slice(3, 9));
        book.Add("channels from a block on", Of(50, 6).Slice(16, 33));
        book.Add("whole blocks", Of(48, 2, 3, 2).Slice(16, 16).Conv(3, new(1)));
        book.Add("one feature", Of(33).Slice(32, 1).Dense(2));
        book.Add("parts side by side again", Of(3, 5, 6).Conv(24, Padded3, name: "a").Split(3, 2, from: "a", name: "b").Split(3, 0, from: "a", name: "c")
            .Slice(8, 8, from: "a", name: "d").Concat("b", "c", "d").Conv(5, Padded3));
        book.Add("a part and the whole", Of(3, 4, 4).Conv(32, Padded3, name: "a").Relu(name: "b").Split(2, 1, from: "b", name: "c").Conv(32, new(1), name: "d").Add("d", "b"));
        book.Add("a gated linear unit", Of(10, 4, 3).Split(2, 0, name: "a").Split(2, 1, from: "input").Sigmoid(name: "gate").Multiply("a", "gate"));
        book.Add("shuffled groups", Of(18, 4, 5).ChannelShuffle(3).Conv(4, new(1), name: "c"));
        book.Add("shuffled features", Of(35).ChannelShuffle(5));
        foreach ((int channels, int groups) in new[] { (3, 3), (16, 2), (16, 4), (34, 2), (33, 3), (51, 17), (48, 2), (48, 24), (72, 8), (136, 4), (256, 16) })
        {
            book.Add($"{channels} channels shuffled in {groups} groups, with a border", Of(2, 3, 5).Conv(channels, new(1)).ChannelShuffle(groups)
                .Conv(3, Padded3));
            book.Add($"{channels} shuffled channels of a volume in {groups} groups", Of(channels, 2, 3, 3).ChannelShuffle(groups));
        }

        foreach ((int[] parts, string name) in new[] { (new[] { 1, 3, 17 }, "few"), ([24, 24], "halves"), ([15, 33, 16], "uneven"), ([33, 8, 4, 40], "many") })
        {
            DeclaredNetwork network = Of(3, 5, 3);
            for (int i = 0; i < parts.Length; i++)
            {
                network = network.Conv(parts[i], Padded3, from: "input", name: $"part{i}");
            }

            string[] names = [.. parts.Select((_, i) => $"part{i}")];
            book.Add($"{name} parts joined", network.Concat(names).Relu().Conv(3, Padded3));
            int whole = parts.Sum();
            book.Add($"{name} parts joined and taken apart", network.Concat(names).Relu(name: "whole")
                .Slice(1, whole - 1, from: "whole", name: "most").Conv(2, Padded3, name: "a").Slice(whole / 2, 1, from: "whole").Conv(2, new(1), name: "b")
                .Add("a", "b"));
        }

        book.Add("a shuffle unit", Of(3, 6, 5).Conv(20, Padded3, name: "a").Conv(20, new(1), groups: 4, from: "a").Relu().ChannelShuffle(4)
            .Conv(20, Padded3, groups: 20, name: "b").Add("b", "a"));
    }

    private static void AddCrops(CaseBook book)
    {
        book.Add("crop from the beginning", Of(17, 6, 7).Crop("4, 5", [0, 0], [4, 5]));
        book.Add("crop around the centre", Of(3, 6, 7).Crop("3, Centered = true", [1, 2], [3, 3]));
        book.Add("crop by cuts", Of(16, 6, 7, 5).Crop("Begin = [1, 0, 2], End = [2, 3, 0]", [1, 0, 2], [3, 4, 3]));
        book.Add("crop from a position", Of(1, 12).Crop("4, Begin = [5]", [5], [4]));
        book.Add("crop of a value with a border", Of(3, 6, 6).Conv(17, new(1), name: "a").Conv(17, Padded3, name: "b").Crop("4", [0, 0], [4, 4], from: "a", name: "c")
            .Crop("4, Centered = true", [1, 1], [4, 4], from: "b", name: "d").Add("c", "d").Conv(3, Padded3));
    }

    private static void AddBlocks(CaseBook book)
    {
        foreach (PixelOrder order in Enum.GetValues<PixelOrder>())
        {
            book.Add($"channels to positions, 1-D, {order}", Of(9, 5).PixelShuffle(3, order));
            book.Add($"channels to positions, 2-D, {order}", Of(3, 4, 5).Conv(68, Padded3).PixelShuffle(2, order).Relu());
            book.Add($"channels to positions, 3-D, {order}", Of(24, 2, 3, 2).PixelShuffle(2, order));
            book.Add($"positions to channels, 1-D, {order}", Of(5, 12).PixelUnshuffle(3, order));
            book.Add($"positions to channels, 2-D, {order}", Of(5, 6, 4).PixelUnshuffle(2, order).Conv(17, Padded3));
            book.Add($"positions to channels, 3-D, {order}", Of(3, 2, 4, 6).PixelUnshuffle(2, order));
        }

        book.Add("there and back", Of(3, 4, 6).PixelUnshuffle(2).Conv(12, Padded3).PixelShuffle(2, name: "a").Add("a", "input"));
    }

    private static void AddReshapes(CaseBook book)
    {
        book.Add("map to another map", Of(5, 6, 4).Reshape([3, 8, 5]).Conv(4, Padded3));
        book.Add("map to a line", Of(17, 3, 4).Conv(17, Padded3).Reshape([6, 34]).Relu());
        book.Add("features to a map", Of(7).Dense(18).Reshape([2, 3, 3]).ConvTranspose(3, new(2)));
        book.Add("map to features that are read", Of(3, 4, 4).Reshape([48]).Relu());
        book.Add("map to one padded position of many channels", Of(5, 8).Reshape([40, 1]).Conv(3, new(1) { Begin = [1] }));
        book.Add("map to one padded position of a plane", Of(3, 4, 5).Conv(6, Padded3).Reshape([120, 1, 1]).Conv(17, Padded3).Relu());
        book.Add("one padded position to a map", Of(3, 1, 1).Conv(34, new(1), name: "a").Conv(5, Padded3, name: "b")
            .Reshape([17, 2], from: "a", name: "c").Conv(4, new(2)).Dense(3, name: "d").Dense(3, from: "b", name: "e").Add("d", "e"));
        book.Add("map to the same", Of(3, 4, 4).Reshape([3, 4, 4]));
        book.Add("map to a map for a dense layer", Of(3, 4, 4).Conv(4, Padded3).Reshape([2, 4, 8]).Dense(3));
        book.Add("map to a result", Of(3, 4, 4).Conv(4, Padded3).Reshape([2, 2, 4, 4]));
        book.Add("a value and its other shape", Of(3, 4, 4).Conv(4, Padded3, name: "a").Reshape([16, 2, 2], name: "b").Conv(3, new(2), name: "c")
            .Dense(5, from: "a", name: "d").Dense(5, from: "c", name: "e").Add("d", "e"));
    }
}
