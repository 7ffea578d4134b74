namespace ConvGen.Images.Tests;

public sealed class ImageFolderDatasetTests : IDisposable
{
    private static readonly ImageOptions Small = new() { Height = 2, Width = 2, Scale = 1, Color = ImageColor.Gray };

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ClassesAreTheFoldersInOrdinalOrder()
    {
        foreach (string name in (string[])["b/2.png", "b/10.png", "b/deep/er.PNG", "Z/1.png", "a/1.png", ".hidden/1.png", "a/.x/1.png"])
            _folder.WritePng(name, 2, 2);
        _folder.Write("a/notes.txt", [1]);
        _folder.Write("b/._1.png", [1]);
        var data = ImageFolderDataset.Load(_folder.Root, Small);
        Assert.Equal(["Z", "a", "b"], data.Classes);
        Assert.Equal(["Z/1.png", "a/1.png", "b/10.png", "b/2.png", "b/deep/er.PNG"], Names(data));
        Assert.Equal([0, 1, 2, 2, 2], Labels(data));
        Assert.Empty(data.Skipped);
        Assert.Equal((5, 4, 1, InputLayout.Planar), (data.Count, data.ExampleLength, data.TargetLength, data.Layout));
        Assert.Equal([1, 2, 2], data.ImageShape);
        float[] target = [9];
        data.Read(4, new float[4], target);
        Assert.Equal([2], target);
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Read(5, new float[4], target));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Read(0, new float[3], target));
    }

    [Fact]
    public void ClassesOfTheTrainingSetNumberThoseOfTheTestSet()
    {
        _folder.WritePng("test/dog/1.png", 2, 2);
        var data = ImageFolderDataset.Load(_folder["test"], Small, ["cat", "dog"]);
        Assert.Equal(["cat", "dog"], data.Classes);
        Assert.Equal([1], Labels(data));
        _folder.WritePng("test/emu/1.png", 2, 2);
        var unknown = Assert.Throws<DataFormatException>(() => ImageFolderDataset.Load(_folder["test"], Small, ["cat", "dog"]));
        Assert.Equal($"{_folder["test/emu"]} is none of the 2 classes.", unknown.Message);
        Assert.Throws<ArgumentException>("classes", () => ImageFolderDataset.Load(_folder["test"], Small, ["cat", "cat"]));
    }

    [Fact]
    public void FoldersWithoutImagesAreErrors()
    {
        Assert.Equal($"{_folder.Root} has no folders: there is one for each class.",
            Assert.Throws<DataFormatException>(() => ImageFolderDataset.Load(_folder.Root, Small)).Message);
        _folder.Write("a/notes.txt", [1]);
        Assert.Equal($"{_folder["a"]} has no image: no .png, .jpg, .jpeg, .bmp, .webp.",
            Assert.Throws<DataFormatException>(() => ImageFolderDataset.Load(_folder.Root, Small)).Message);
        Assert.Throws<DirectoryNotFoundException>(() => ImageFolderDataset.Load(_folder["none"], Small));
    }

    [Fact]
    public void ASplitIsStratifiedAndDecidedByItsSeed()
    {
        byte[] file = File.ReadAllBytes(_folder.WritePng("c/0.png", 2, 2));
        for (int i = 0; i < 40; i++)
            _folder.Write($"a/{i:D2}.png", file);
        for (int i = 0; i < 10; i++)
            _folder.Write($"b/{i}.png", file);

        (ImageFolderDataset train, ImageFolderDataset test) = ImageFolderDataset.LoadSplit(_folder.Root, Small, 0.25, seed: 3);
        Assert.Equal([30, 7, 1], Enumerable.Range(0, 3).Select(label => Labels(train).Count(l => l == label)));
        Assert.Equal([10, 3, 0], Enumerable.Range(0, 3).Select(label => Labels(test).Count(l => l == label)));
        Assert.Equal(["a", "b", "c"], test.Classes);
        Assert.Equal(51, Names(train).Concat(Names(test)).Distinct().Count());
        Assert.Equal(Names(train).Order(StringComparer.Ordinal), Names(train));

        Assert.Equal(Names(test), Names(ImageFolderDataset.LoadSplit(_folder.Root, Small, 0.25, seed: 3).Test));
        Assert.NotEqual(Names(test), Names(ImageFolderDataset.LoadSplit(_folder.Root, Small, 0.25, seed: 4).Test));
        Assert.NotEqual(Enumerable.Range(0, 10).Select(i => $"a/{i:D2}.png"), Names(test).Take(10));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageFolderDataset.LoadSplit(_folder.Root, Small, 1));

        (train, test) = ImageFolderDataset.LoadSplit(_folder.Root, Small, 0.25, testOptions: Small with { Height = 5 });
        Assert.Equal([1, 2, 2, 1, 5, 2], train.ImageShape.Concat(test.ImageShape));
    }

    [Fact]
    public void DamagedFilesAreErrorsOrLeftOutAndListed()
    {
        _folder.WritePng("a/1.png", 2, 2);
        string damaged = _folder.Write("a/2.png", [1, 2, 3]);
        string large = _folder.WritePng("a/3.png", 20, 20);
        _folder.WritePng("b/1.png", 2, 2);
        var all = ImageFolderDataset.Load(_folder.Root, Small with { MaxPixels = 100 });
        Assert.Equal(4, all.Count);
        var thrown = Assert.Throws<DataFormatException>(() => all.Read(1, new float[4], new float[1]));
        Assert.StartsWith(damaged, thrown.Message, StringComparison.Ordinal);

        var readable = ImageFolderDataset.Load(_folder.Root, Small with { MaxPixels = 100, SkipUnreadable = true });
        Assert.Equal(["a/1.png", "b/1.png"], Names(readable));
        Assert.Equal(
            [
                new SkippedFile(damaged, $"{damaged} is damaged, or is no PNG, JPEG, BMP or WebP."),
                new SkippedFile(large, $"{large} has 20×20 pixels; MaxPixels is 100."),
            ],
            readable.Skipped);
    }

    [Fact]
    public void TheCacheKeepsWhatWasReadFirstWithinItsLimit()
    {
        string[] names = ["a/1.png", "a/2.png", "a/3.png"];
        foreach (string name in names)
            _folder.WritePng(name, 2, 2, (_, _) => (name[2] - '0') * 0x010101);
        var data = ImageFolderDataset.Load(_folder.Root, Small with { CacheBytes = 9 });
        float[] example = new float[4];
        float[] target = new float[1];
        foreach (int index in (int[])[2, 0, 1, 2])
        {
            data.Read(index, example, target);
            Assert.Equal(index + 1, example[0]);
        }

        // Two of 4 bytes are kept: they are read without their files, and without allocating.
        Array.ForEach(names, name => File.Delete(_folder[name]));
        long before = GC.GetAllocatedBytesForCurrentThread();
        data.Read(2, example, target);
        data.Read(0, example, target);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal([1, 1, 1, 1], example);
        Assert.Throws<FileNotFoundException>(() => data.Read(1, example, target));
    }

    [Fact]
    public void ThreadsReadWhatOneReads()
    {
        for (int i = 0; i < 24; i++)
            _folder.WritePng($"a/{i}.png", 10 + i, 30 - i);
        ImageOptions options = new() { Height = 9, Width = 7, CacheBytes = 189 * 10 };
        var data = ImageFolderDataset.Load(_folder.Root, options);
        float[][] alone = [.. Enumerable.Range(0, 24).Select(i => Read(ImageFolderDataset.Load(_folder.Root, options), i))];
        for (int epoch = 0; epoch < 3; epoch++)
        {
            float[][] together = new float[24][];
            Parallel.For(0, 24, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => together[i] = Read(data, i));
            Assert.Equal(alone, together);
        }

        using PrefetchedDataset ahead = new(data, ahead: 5, threads: 3);
        ahead.BeginEpoch(0, [.. Enumerable.Range(0, 24)]);
        Assert.Equal(alone, Enumerable.Range(0, 24).Select(i => Read(ahead, i)));
    }

    [Fact]
    public void LayoutsHoldTheSamePixels()
    {
        _folder.WritePng("a/1.png", 5, 4);
        ImageOptions options = new() { Height = 4, Width = 5, Scale = 1 };
        float[] planar = Read(ImageFolderDataset.Load(_folder.Root, options), 0);
        var other = ImageFolderDataset.Load(_folder.Root, options with { Layout = InputLayout.Interleaved });
        Assert.Equal(InputLayout.Interleaved, other.Layout);
        float[] interleaved = Read(other, 0);
        for (int i = 0; i < 20; i++)
        {
            int color = TestFolder.Color(i % 5, i / 5);
            float[] expected = [color >> 16, color >> 8 & 0xFF, color & 0xFF];
            Assert.Equal(expected, interleaved[(3 * i)..(3 * i + 3)]);
            Assert.Equal(expected, new float[] { planar[i], planar[20 + i], planar[40 + i] });
        }
    }

    [Fact]
    public void OptionsThatDoNotFitAreRejected()
    {
        _folder.WritePng("a/1.png", 2, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageOptions { Height = 0, Width = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Small with { Fit = (ImageFit)9 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Small with { Color = (ImageColor)9 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Small with { ShortSide = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Small with { Scale = float.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => Small with { MaxPixels = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Small with { CacheBytes = -1 });
        Refuses(Small with { Fit = ImageFit.Stretch, ShortSide = 4 }, "ShortSide is for ImageFit.CenterCrop, not for ImageFit.Stretch.");
        Refuses(Small with { Mean = [1, 2, 3] }, "Mean has one number, or one for each of the 1 channels, not 3.");
        Refuses(Small with { Std = [0] }, "The numbers of Std are positive.");
        Refuses(new ImageOptions { Height = 1 << 20, Width = 1 << 20 }, "An example of 3×1048576×1048576 is larger than any network's.");

        void Refuses(ImageOptions options, string message)
        {
            var thrown = Assert.Throws<ArgumentException>("options", () => ImageFolderDataset.Load(_folder.Root, options));
            Assert.StartsWith(message, thrown.Message, StringComparison.Ordinal);
        }
    }

    private static float[] Read(IDataset data, int index)
    {
        float[] example = new float[data.ExampleLength];
        data.Read(index, example, new float[1]);
        return example;
    }

    private static int[] Labels(ImageFolderDataset data) => [.. Enumerable.Range(0, data.Count).Select(data.Label)];

    private string[] Names(ImageFolderDataset data) =>
        [.. Enumerable.Range(0, data.Count).Select(i => Path.GetRelativePath(_folder.Root, data.PathOf(i)).Replace('\\', '/'))];
}
