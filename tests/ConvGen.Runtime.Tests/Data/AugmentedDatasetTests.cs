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
            float[] seen = Read(data);
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
            seen.Add(string.Join(' ', InLayout(Read(data), layout, back: true)));
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
            seen.Add(string.Join(' ', Read(data)));
        }

        Assert.Equal(["0 0 1 0 0 4", "0 1 2 0 4 5", "1 2 3 4 5 6", "2 3 0 5 6 0", "3 0 0 6 0 0"], seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void SeedDecidesEveryChange()
    {
        float[] Run(int seed)
        {
            var data = Augment(new Augmentation { Flip = true, Shift = 1 }, seed);
            return [.. Enumerable.Range(0, 20).SelectMany(_ => Read(data))];
        }

        Assert.Equal(Run(1), Run(1));
        Assert.NotEqual(Run(1), Run(2));
    }

    [Fact]
    public void ReadingAllocatesNothing()
    {
        var data = Augment(new Augmentation { Flip = true, Shift = 1 });
        float[] example = new float[12];
        float[] target = new float[1];
        data.Read(0, example, target);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            data.Read(0, example, target);
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
    }

    [Fact]
    public void PixelsSideBySideStayTogether()
    {
        // 1×3 pixels of three bytes, as an image library gives them: red, green and blue.
        float[] pixels = [255, 1, 2, 128, 3, 4, 0, 5, 6];
        var source = new InMemoryDataset(pixels, [7], 9, layout: InputLayout.Interleaved);
        var data = new AugmentedDataset(source, [3, 1, 3], new Augmentation { Flip = true }, seed: 2);
        Assert.Equal(InputLayout.Interleaved, data.Layout);
        HashSet<string> seen = [.. Enumerable.Range(0, 50).Select(_ => string.Join(' ', Read(data)))];
        Assert.Equal(["0 5 6 128 3 4 255 1 2", "255 1 2 128 3 4 0 5 6"], seen.Order(StringComparer.Ordinal));

        // Channels and length: L×C.
        var shifted = new AugmentedDataset(source, [3, 3], new Augmentation { Shift = 1 }, seed: 2);
        seen = [.. Enumerable.Range(0, 50).Select(_ => string.Join(' ', Read(shifted)))];
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

    private static float[] Read(AugmentedDataset data, float[]? target = null)
    {
        float[] example = new float[data.ExampleLength];
        data.Read(0, example, target ?? new float[1]);
        return example;
    }
}
