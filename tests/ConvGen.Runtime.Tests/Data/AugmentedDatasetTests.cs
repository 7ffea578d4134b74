namespace ConvGen.Runtime.Tests.Data;

public class AugmentedDatasetTests
{
    private static readonly float[] Picture = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]; // 2×2×3

    [Fact]
    public void WithoutSettingsNothingChanges()
    {
        var data = Augment(new Augmentation());
        float[] target = [0];
        Assert.Equal(Picture, Read(data, target));
        Assert.Equal([7f], target);
        Assert.Equal((1, 12, 1), (data.Count, data.ExampleLength, data.TargetLength));
    }

    [Fact]
    public void FlipMirrorsAboutEverySecondExample()
    {
        float[] mirrored = [3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10];
        var data = Augment(new Augmentation { Flip = true });
        int flipped = 0;
        for (int i = 0; i < 1000; i++)
        {
            float[] seen = Read(data, epoch: i);
            bool isFlipped = seen[0] == 3;
            Assert.Equal(isFlipped ? mirrored : Picture, seen);
            flipped += isFlipped ? 1 : 0;
        }

        Assert.InRange(flipped, 440, 560);
    }

    [Theory]
    [InlineData(CropPadding.Zeros, false, InputLayout.Planar)]
    [InlineData(CropPadding.Zeros, true, InputLayout.Planar)]
    [InlineData(CropPadding.Reflect, false, InputLayout.Planar)]
    [InlineData(CropPadding.Reflect, true, InputLayout.Planar)]
    [InlineData(CropPadding.Zeros, true, InputLayout.Interleaved)]
    [InlineData(CropPadding.Reflect, true, InputLayout.Interleaved)]
    public void EveryShiftIsACropOfThePaddedPicture(CropPadding padding, bool flip, InputLayout layout)
    {
        const int Height = 2;
        const int Width = 3;
        int shift = 1;
        var data = Augment(new Augmentation { Shift = shift, Padding = padding, Flip = flip }, layout: layout);

        // Every crop that can be, from the definition.
        HashSet<string> expected = [];
        for (int down = -shift; down <= shift; down++)
        {
            for (int right = -shift; right <= shift; right++)
            {
                for (int mirror = 0; mirror <= (flip ? 1 : 0); mirror++)
                {
                    expected.Add(string.Join(' ', Enumerable.Range(0, Picture.Length).Select(i =>
                    {
                        int x = mirror == 1 ? Width - 1 - i % Width : i % Width;
                        return Padded(i / (Height * Width), i / Width % Height + down, x + right);
                    })));
                }
            }
        }

        HashSet<string> seen = [];
        for (int i = 0; i < 1000; i++)
        {
            seen.Add(string.Join(' ', InLayout(Read(data, epoch: i), layout, back: true)));
        }

        Assert.Equal(expected.Order(), seen.Order());

        float Padded(int channel, int y, int x)
        {
            bool inside = y is >= 0 and < Height && x is >= 0 and < Width;
            if (!inside && padding == CropPadding.Zeros)
            {
                return 0;
            }

            int Mirror(int place, int extent) => place < 0 ? -place : place >= extent ? 2 * extent - 2 - place : place;
            return Picture[(channel * Height + Mirror(y, Height)) * Width + Mirror(x, Width)];
        }
    }

    [Fact]
    public void SignalsShiftAlongTheirLength()
    {
        var source = new InMemoryDataset([1, 2, 3, 4, 5, 6], [0], 6);
        var data = new AugmentedDataset(source, [2, 3], new Augmentation { Shift = 2 }, seed: 3, InputLayout.Planar);
        HashSet<string> seen = [];
        for (int i = 0; i < 500; i++)
        {
            seen.Add(string.Join(' ', Read(data, epoch: i)));
        }

        Assert.Equal(["0 0 1 0 0 4", "0 1 2 0 4 5", "1 2 3 4 5 6", "2 3 0 5 6 0", "3 0 0 6 0 0"], seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void SeedEpochAndIndexDecideEveryChangeWhateverWasReadBefore()
    {
        const int Examples = 20;
        float[] same = [.. Enumerable.Range(0, Examples).SelectMany(_ => Picture)];
        InMemoryDataset source = new(same, new float[Examples], 12, layout: InputLayout.Planar);
        AugmentedDataset Data(int seed) => new(source, [2, 2, 3], new Augmentation { Flip = true, Shift = 1 }, seed);

        float[] Run(AugmentedDataset data, int epoch, bool backwards = false)
        {
            float[] all = new float[same.Length];
            data.BeginEpoch(epoch, []);
            for (int i = 0; i < Examples; i++)
            {
                int index = backwards ? Examples - 1 - i : i;
                data.Read(index, all.AsSpan(index * 12, 12), new float[1]);
            }

            return all;
        }

        AugmentedDataset first = Data(1);
        float[] epoch0 = Run(first, 0);
        float[] epoch1 = Run(first, 1);
        Assert.NotEqual(epoch0, epoch1);
        Assert.NotEqual(epoch0[..12], epoch0[12..24]);
        Assert.Equal(epoch1, Run(Data(1), 1, backwards: true));
        Assert.Equal(epoch0, Run(first, 0));
        Assert.NotEqual(epoch0, Run(Data(2), 0));
    }

    [Fact]
    public void TheSourceIsToldOfTheEpochAndSaysWhetherReadsMayMeet()
    {
        ProbeDataset source = new() { CanReadConcurrently = true };
        var data = new AugmentedDataset(source, [1, 1, 2], new Augmentation());
        Assert.True(data.CanReadConcurrently);
        data.BeginEpoch(7, [2, 0]);
        Assert.Equal((7, "2 0"), Assert.Single(source.Epochs));
        Assert.False(new AugmentedDataset(new ProbeDataset(), [1, 1, 2], new Augmentation()).CanReadConcurrently);
    }

    [Fact]
    public void ThreadsThatReadAtOnceSeeWhatOneSees()
    {
        const int Examples = 400;
        float[] pictures = [.. Enumerable.Range(0, Examples * 3 * 8 * 8).Select(i => i * 37 % 256 / 255f)];
        InMemoryDataset source = new(pictures, new float[Examples], 192, layout: InputLayout.Interleaved);
        AugmentedDataset data = new(source, [3, 8, 8], Everything, seed: 5);
        float[][] alone = [.. Enumerable.Range(0, Examples).Select(i => Read(data, index: i))];
        float[][] together = new float[Examples][];
        Parallel.For(0, Examples, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => together[i] = ReadNow(data, i));
        Assert.Equal(alone, together);
    }

    [Fact]
    public void ReadingAllocatesNothing()
    {
        const int Examples = 200;
        float[] pictures = [.. Enumerable.Range(0, Examples * 3 * 8 * 8).Select(i => i * 37 % 256 / 255f)];
        InMemoryDataset source = new(pictures, new float[Examples * 69], 192, 69, InputLayout.Planar);
        AugmentedDataset data = new(source, [3, 8, 8], Everything, targets: [TargetPart.Mask(255), TargetPart.Boxes(1)]);
        float[] example = new float[data.ExampleLength];
        float[] target = new float[data.TargetLength];
        data.Read(0, example, target);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Examples; i++)
        {
            data.Read(i, example, target);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void WhatDoesNotFitIsRejected()
    {
        var source = new InMemoryDataset(Picture, [7], 12);
        var thrown = Assert.Throws<ArgumentException>(() => new AugmentedDataset(source, [2, 3], new Augmentation()));
        Assert.StartsWith("The shape is C×H×W or C×L and holds the 12 floats of an example, not 2×3.", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new AugmentedDataset(source, [12], new Augmentation()));
        Assert.Throws<ArgumentException>(() => new AugmentedDataset(source, [-2, -2, 3], new Augmentation()));
        var reflected = Assert.Throws<ArgumentException>(
            () => new AugmentedDataset(source, [2, 2, 3], new Augmentation { Shift = 2, Padding = CropPadding.Reflect }, 0, InputLayout.Planar));
        Assert.StartsWith("Reflection shifts by less than the extents 2×3, not by 2.", reflected.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new AugmentedDataset(source, [1 << 30, 1 << 30, 12], new Augmentation()));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Augmentation { Shift = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Augmentation { Shift = 1 << 30 });
        var far = new AugmentedDataset(source, [1, 3, 4], new Augmentation { Shift = (1 << 30) - 1 }, seed: 1);
        Assert.Equal(new float[12], Read(far));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Augmentation { Padding = (CropPadding)9 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Augmentation { Rotation = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Augmentation { Rotation = 181 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ColorJitter { White = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ColorJitter { White = 1, Hue = 0.6 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomResizedCrop { MinScale = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomResizedCrop { Height = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomErasing { Probability = 1.5 });
        Assert.Throws<ArgumentException>(() => new RandomErasing { Values = [] });
    }

    [Theory]
    [InlineData("Crop, Rotation, Color and Erasing are for pictures of C×H×W; a signal of C×L can be flipped and shifted.", false)]
    [InlineData("The smallest part of the area, 0.6, is above the largest, 0.5.", true)]
    public void WhatCannotBeDoneWithThePictureIsRejected(string message, bool isPicture)
    {
        var source = new InMemoryDataset(Picture, [7], 12, layout: InputLayout.Planar);
        Augmentation augmentation = new() { Crop = new RandomResizedCrop { MinScale = 0.6, MaxScale = 0.5 } };
        var thrown = Assert.Throws<ArgumentException>(() => new AugmentedDataset(source, isPicture ? [2, 2, 3] : [2, 6], augmentation));
        Assert.StartsWith(message, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ColorsAndValuesFitTheChannels()
    {
        var source = new InMemoryDataset(Picture, [7], 12, layout: InputLayout.Planar);
        var color = Assert.Throws<ArgumentException>(
            () => new AugmentedDataset(source, [2, 2, 3], new Augmentation { Color = new ColorJitter { White = 1 } }));
        Assert.Contains("not of 2 channels", color.Message, StringComparison.Ordinal);
        var erasing = Assert.Throws<ArgumentException>(
            () => new AugmentedDataset(source, [2, 2, 3], new Augmentation { Erasing = new RandomErasing { Values = [1, 2, 3] } }));
        Assert.StartsWith("Erasing has 3 values; pictures have 2 channels.", erasing.Message, StringComparison.Ordinal);
        var targets = Assert.Throws<ArgumentException>(
            () => new AugmentedDataset(source, [2, 2, 3], new Augmentation(), targets: [TargetPart.Mask(), TargetPart.Values(2)]));
        Assert.StartsWith(
            "The targets of an example are 1 floats, which is not mask of 1×H×W and 2 values for pictures of 2×3.",
            targets.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void PixelsSideBySideStayTogether()
    {
        // 1×3 pixels of three bytes, as an image library gives them: red, green and blue.
        float[] pixels = [255, 1, 2, 128, 3, 4, 0, 5, 6];
        var source = new InMemoryDataset(pixels, [7], 9, layout: InputLayout.Interleaved);
        var data = new AugmentedDataset(source, [3, 1, 3], new Augmentation { Flip = true }, seed: 2);
        Assert.Equal(InputLayout.Interleaved, data.Layout);
        HashSet<string> seen = [.. Enumerable.Range(0, 50).Select(i => string.Join(' ', Read(data, epoch: i)))];
        Assert.Equal(["0 5 6 128 3 4 255 1 2", "255 1 2 128 3 4 0 5 6"], seen.Order(StringComparer.Ordinal));

        // Channels and length: L×C.
        var shifted = new AugmentedDataset(source, [3, 3], new Augmentation { Shift = 1 }, seed: 2);
        seen = [.. Enumerable.Range(0, 50).Select(i => string.Join(' ', Read(shifted, epoch: i)))];
        Assert.Equal(["0 0 0 255 1 2 128 3 4", "128 3 4 0 5 6 0 0 0", "255 1 2 128 3 4 0 5 6"], seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TheLayoutIsToldOrSaidAndNeverGuessed()
    {
        var silent = new InMemoryDataset(Picture, [7], 12);
        var interleaved = new InMemoryDataset(Picture, [7], 12, layout: InputLayout.Interleaved);
        var unknown = Assert.Throws<ArgumentException>(() => new AugmentedDataset(silent, [2, 2, 3], new Augmentation { Flip = true }));
        Assert.Equal("layout", unknown.ParamName);
        Assert.Contains("say it: InputLayout.Planar for C×H×W, InputLayout.Interleaved for H×W×C.", unknown.Message, StringComparison.Ordinal);
        var other = Assert.Throws<ArgumentException>(() => new AugmentedDataset(interleaved, [2, 2, 3], new Augmentation(), 0, InputLayout.Planar));
        Assert.StartsWith("The data set says that its examples are interleaved, H×W×C, not planar, C×H×W.", other.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new AugmentedDataset(silent, [2, 2, 3], new Augmentation(), 0, (InputLayout)2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new InMemoryDataset(Picture, [7], 12, layout: (InputLayout)2));
        Assert.Equal(InputLayout.Interleaved, new AugmentedDataset(silent, [2, 2, 3], new Augmentation(), 0, InputLayout.Interleaved).Layout);

        // What wraps passes it on; one channel is both.
        var once = new AugmentedDataset(interleaved, [2, 2, 3], new Augmentation());
        Assert.Equal(InputLayout.Interleaved, new AugmentedDataset(once, [2, 2, 3], new Augmentation()).Layout);
        Assert.NotNull(new AugmentedDataset(silent, [1, 3, 4], new Augmentation()).Layout);
    }

    private static AugmentedDataset Augment(Augmentation augmentation, int seed = 0, InputLayout layout = InputLayout.Planar) =>
        new(new InMemoryDataset(InLayout(Picture, layout, back: false), [7], 12, layout: layout), [2, 2, 3], augmentation, seed);

    /// <summary>A picture of 2×2×3 in a layout, or, back, what is in a layout as a planar picture.</summary>
    private static float[] InLayout(float[] picture, InputLayout layout, bool back)
    {
        float[] result = [.. picture];
        for (int i = 0; i < picture.Length && layout == InputLayout.Interleaved; i++)
        {
            int interleaved = i % 6 * 2 + i / 6;
            result[back ? i : interleaved] = picture[back ? interleaved : i];
        }

        return result;
    }

    private static Augmentation Everything => new()
    {
        Crop = new RandomResizedCrop { Height = 7, Width = 9 },
        Flip = true,
        Shift = 2,
        Padding = CropPadding.Reflect,
        Rotation = 20,
        Color = new ColorJitter { White = 1, Brightness = 0.4, Contrast = 0.4, Saturation = 0.4, Hue = 0.1 },
        Erasing = new RandomErasing { Noise = 1 },
    };

    private static float[] Read(AugmentedDataset data, float[]? target = null, int epoch = 0, int index = 0)
    {
        data.BeginEpoch(epoch, []);
        return ReadNow(data, index, target);
    }

    private static float[] ReadNow(AugmentedDataset data, int index, float[]? target = null)
    {
        float[] example = new float[data.ExampleLength];
        data.Read(index, example, target ?? new float[data.TargetLength]);
        return example;
    }
}
