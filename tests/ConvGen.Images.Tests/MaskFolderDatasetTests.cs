namespace ConvGen.Images.Tests;

public sealed class MaskFolderDatasetTests : IDisposable
{
    private static readonly ImageOptions Small = new() { Height = 2, Width = 3, Scale = 1 };
    private static readonly MaskOptions Three = new() { Classes = 3 };

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ImagesAndMasksOfTheSameNameBelongTogether()
    {
        _folder.WriteJpeg("images/b.jpg", 3, 2, (_, _) => 0x505050);
        _folder.WritePng("images/deep/a.png", 3, 2, (_, _) => 0x0A0A0A);
        _folder.WritePng("masks/b.png", 3, 2, (x, _) => x * 0x010101);
        _folder.WritePng("masks/deep/a.png", 3, 2, (_, y) => y * 0x010101);
        MaskFolderDataset data = Load(Three);
        Assert.Equal((2, 18, 6), (data.Count, data.ExampleLength, data.TargetLength));
        Assert.Equal((InputLayout.Planar, true), (data.Layout, data.CanReadConcurrently));
        Assert.Equal([3, 2, 3], data.ImageShape);
        Assert.Equal(_folder["images/b.jpg"], data.PathOf(0));
        Assert.Equal([0, 1, 2, 0, 1, 2], Targets(data, 0));
        Assert.Equal([0, 0, 0, 1, 1, 1], Targets(data, 1));
        float[] example = new float[18];
        data.Read(1, example, new float[6]);
        Assert.All(example, value => Assert.Equal(10, value));
    }

    [Fact]
    public void ColorsAreClassesOfThePalette()
    {
        _folder.WritePng("images/a.png", 3, 2);
        _folder.WritePng("masks/a.png", 3, 2, (x, y) => y == 0 ? 0xFF0000 : x == 2 ? 0x00FF00 : 0);
        MaskOptions options = Three with { Palette = new MaskPalette(0x000000, 0x00FF00, 0xFF0000) };
        Assert.Equal([2, 2, 2, 0, 0, 1], Targets(Load(options), 0));
        Dictionary<int, int> classes = new() { [0] = 1, [0xFF00] = 255, [0xFF0000] = 1 };
        options = Three with { IgnoredLabel = 255, Palette = new MaskPalette(classes) };
        Assert.Equal([1, 1, 1, 1, 1, 255], Targets(Load(options), 0));
        Refuses(Three, $"the pixel in row 0, column 0 has the colour 0xFF0000; masks of colours need MaskOptions.Palette.");
        MaskOptions black = Three with { Palette = new MaskPalette(0) };
        Refuses(black, "the pixel in row 0, column 0 has the colour 0xFF0000, which the palette has not.");
        MaskOptions few = new() { Classes = 2, Palette = new MaskPalette(0x000000, 0x00FF00, 0xFF0000) };
        Refuses(few, "the pixel in row 0, column 0 has the colour of class 2; classes are 0 to 1.");
    }

    [Fact]
    public void ColorsOfPascalVocAreThoseOfItsFiles()
    {
        // Background, aeroplane, bicycle, bird, person, television, border.
        (int Color, int Label)[] known =
        [
            (0, 0), (0x800000, 1), (0x008000, 2), (0x808000, 3), (0xC08080, 15), (0x004080, 20), (0xE0E0C0, 255),
        ];
        _folder.WritePng("images/a.png", 7, 1);
        _folder.WritePng("masks/a.png", 7, 1, (x, _) => known[x].Color);
        ImageOptions options = new() { Height = 1, Width = 7 };
        MaskOptions masks = new() { Classes = 21, IgnoredLabel = 255, Palette = MaskPalette.PascalVoc };
        var data = MaskFolderDataset.Load(_folder["images"], _folder["masks"], options, masks);
        Assert.Equal(known.Select(pair => (float)pair.Label), Targets(data, 0));
    }

    [Fact]
    public void OutsideIsTheIgnoredLabel()
    {
        _folder.WritePng("images/a.png", 1, 2);
        _folder.WritePng("masks/a.png", 1, 2, (_, _) => 0x020202);
        ImageOptions options = Small with { Fit = ImageFit.Letterbox };
        Assert.Equal([0, 2, 0, 0, 2, 0], Targets(MaskFolderDataset.Load(_folder["images"], _folder["masks"], options, Three), 0));
        MaskOptions ignoring = Three with { IgnoredLabel = 7 };
        Assert.Equal([7, 2, 7, 7, 2, 7], Targets(MaskFolderDataset.Load(_folder["images"], _folder["masks"], options, ignoring), 0));
    }

    [Fact]
    public void WhatIsNoClassIsNamed()
    {
        _folder.WritePng("images/a.png", 3, 2);
        _folder.WritePng("masks/a.png", 3, 2, (x, y) => (x + y == 3 ? 3 : 0) * 0x010101);
        Refuses(Three, "the pixel in row 1, column 2 is 3; classes are 0 to 2.");
        Assert.Equal([0, 0, 0, 0, 0, 3], Targets(Load(Three with { IgnoredLabel = 3 }), 0));
        _folder.Write("masks/a.png", TestFolder.BlackPng(3, 2, rows: 2, bits: 16));
        string wide = Assert.Throws<DataFormatException>(() => Targets(Load(Three), 0)).Message;
        Assert.Equal($"{_folder["masks/a.png"]} has 16 bits for a pixel; classes are read from 8.", wide);
        _folder.Write("masks/a.png", TestFolder.BlackPng(3, 2, rows: 2));
        Assert.Equal(new float[6], Targets(Load(Three), 0));
        _folder.WritePng("masks/a.png", 4, 2, (_, _) => 0);
        string size = Assert.Throws<DataFormatException>(() => Targets(Load(Three), 0)).Message;
        Assert.Equal($"{_folder["masks/a.png"]} has 4×2 pixels, its image {_folder["images/a.png"]} 3×2.", size);
    }

    [Fact]
    public void FilesWithoutPartnersAreErrors()
    {
        _folder.WritePng("images/a.png", 3, 2);
        _folder.WritePng("images/b.png", 3, 2);
        Directory.CreateDirectory(_folder["masks"]);
        string bare = $"{_folder["images/a.png"]} has no mask in {_folder["masks"]}.";
        Assert.Equal(bare, Assert.Throws<DataFormatException>(() => Load(Three)).Message);
        _folder.WritePng("masks/b.png", 3, 2, (_, _) => 0);
        MaskFolderDataset some = Load(Three with { SkipImagesWithoutMask = true });
        Assert.Equal(_folder["images/b.png"], some.PathOf(0));
        Assert.Equal([new SkippedFile(_folder["images/a.png"], bare)], some.Skipped);
        _folder.WritePng("masks/c.png", 3, 2, (_, _) => 0);
        Assert.Equal($"{_folder["masks/c.png"]} has no image in {_folder["images"]}.",
            Assert.Throws<DataFormatException>(() => Load(Three with { SkipImagesWithoutMask = true })).Message);
        _folder.WriteJpeg("images/a.jpg", 3, 2, (_, _) => 0);
        Assert.Equal($"{_folder["images/a.jpg"]} and {_folder["images/a.png"]} have the same name.",
            Assert.Throws<DataFormatException>(() => Load(Three)).Message);
    }

    [Fact]
    public void UnreadablePairsAreLeftOutAndListed()
    {
        foreach (string name in (string[])["a", "b", "c", "d"])
        {
            _folder.WritePng($"images/{name}.png", 3, 2);
            _folder.WritePng($"masks/{name}.png", 3, 2, (_, _) => name == "c" ? 0x090909 : 0);
        }

        _folder.Write("masks/b.png", [1]);
        var data = MaskFolderDataset.Load(_folder["images"], _folder["masks"], Small with { SkipUnreadable = true }, Three);
        Assert.Equal([_folder["images/a.png"], _folder["images/d.png"]], Enumerable.Range(0, data.Count).Select(data.PathOf));
        Assert.Equal([_folder["images/b.png"], _folder["images/c.png"]], data.Skipped.Select(file => file.Path));
        Assert.StartsWith(_folder["masks/b.png"], data.Skipped[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void ASplitHasEveryPairOnce()
    {
        for (int i = 0; i < 10; i++)
        {
            _folder.WritePng($"images/{i}.png", 3, 2);
            _folder.WritePng($"masks/{i}.png", 3, 2, (_, _) => 0);
        }

        (MaskFolderDataset train, MaskFolderDataset test) =
            MaskFolderDataset.LoadSplit(_folder["images"], _folder["masks"], Small, Three, 0.3, seed: 1);
        Assert.Equal((7, 3), (train.Count, test.Count));
        Assert.Equal(10, Enumerable.Range(0, 7).Select(train.PathOf).Concat(Enumerable.Range(0, 3).Select(test.PathOf)).Distinct().Count());
    }

    [Fact]
    public void MasksThatAreAugmentedMoveWithTheirImages()
    {
        // The mask is the image's class: grey 40·c for class c.
        _folder.WritePng("images/a.png", 8, 8, (x, y) => (x + 3 * y) % 5 * 40 * 0x010101);
        _folder.WritePng("masks/a.png", 8, 8, (x, y) => (x + 3 * y) % 5 * 0x010101);
        ImageOptions options = new() { Height = 8, Width = 8, Scale = 1 / 40f, Color = ImageColor.Gray };
        var data = MaskFolderDataset.Load(_folder["images"], _folder["masks"], options, new MaskOptions { Classes = 5 });
        AugmentedDataset moved = new(data, data.ImageShape, new Augmentation { Flip = true, Shift = 2 }, targets: [TargetPart.Mask()]);
        HashSet<string> seen = [];
        for (int epoch = 0; epoch < 20; epoch++)
        {
            float[] example = new float[64];
            float[] target = new float[64];
            moved.BeginEpoch(epoch, []);
            moved.Read(0, example, target);
            Assert.Equal(target, example.Select(value => MathF.Round(value)));
            seen.Add(string.Join(' ', target));
        }

        Assert.InRange(seen.Count, 10, 20);
    }

    [Fact]
    public void OptionsThatDoNotFitAreRejected()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MaskOptions { Classes = 257 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Three with { IgnoredLabel = -1 });
        Assert.Throws<ArgumentException>(() => new MaskPalette(0, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MaskPalette(0x1000000));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MaskPalette(new Dictionary<int, int> { [0] = 256 }));
    }

    private MaskFolderDataset Load(MaskOptions masks) => MaskFolderDataset.Load(_folder["images"], _folder["masks"], Small, masks);

    private void Refuses(MaskOptions masks, string message) => Assert.Equal(
        $"{_folder["masks/a.png"]}: {message}", Assert.Throws<DataFormatException>(() => Targets(Load(masks), 0)).Message);

    private static float[] Targets(MaskFolderDataset data, int index)
    {
        float[] target = new float[data.TargetLength];
        data.Read(index, new float[data.ExampleLength], target);
        return target;
    }
}
