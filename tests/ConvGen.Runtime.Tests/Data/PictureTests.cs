using ConvGen.Engine;

namespace ConvGen.Runtime.Tests.Data;

/// <summary>
/// Changes with given parameters. Numbers of pictures are those of torchvision 0.14 with PyTorch 1.13 for tensors of floats, those of
/// masks Pillow 9.4's where they are resized and torchvision's where they are turned; element i of a picture is (37·i mod 256)/255.
/// </summary>
public class PictureTests
{
    private static readonly float[] Mask = [.. Enumerable.Range(0, 35).Select(i => (float)i)];

    // resize(crop(picture, 1, 2, 4, 5), [2, 3], BILINEAR, antialias=True)
    private static readonly float[] Smaller =
    [
        0.372549f, 0.60056f, 0.828571f, 0.391036f, 0.619048f, 0.847059f,
        0.431373f, 0.659384f, 0.887395f, 0.44986f, 0.677871f, 0.905882f,
        0.490196f, 0.718207f, 0.618407f, 0.508684f, 0.736695f, 0.391036f,
    ];

    // resize(crop(picture, 0, 1, 3, 2), [4, 5], BILINEAR, antialias=True)
    private static readonly float[] Larger =
    [
        0.145098f, 0.159608f, 0.217647f, 0.275686f, 0.290196f, 0.152451f, 0.166961f, 0.225f, 0.283039f, 0.297549f,
        0.161275f, 0.175784f, 0.233824f, 0.291863f, 0.306373f, 0.168627f, 0.183137f, 0.241176f, 0.299216f, 0.313726f,
    ];

    // rotate(picture, 30, BILINEAR)
    private static readonly float[] Turned30 =
    [
        0f, 0.0881754f, 0.349212f, 0.583544f, 0.715086f, 0.846626f, 0.35827f,
        0.0829666f, 0.258102f, 0.389643f, 0.521184f, 0.652725f, 0.784266f, 0.813153f,
        0.0642007f, 0.195742f, 0.327283f, 0.458824f, 0.590365f, 0.721905f, 0.853446f,
        0.0144947f, 0.133381f, 0.264922f, 0.396463f, 0.528004f, 0.659545f, 0.498798f,
        0.0105543f, 0.0710207f, 0.202562f, 0.334103f, 0.355494f, 0.157708f, 0f,
    ];

    // rotate(mask, 28, NEAREST, fill=0); by 30° places lie halfway between two rows, and rounding decides.
    private static readonly float[] TurnedMask28 =
    [
        0, 0, 3, 4, 12, 13, 0, 1, 2, 10, 10, 18, 19, 27, 7, 8, 16, 17, 18, 26, 27, 7, 15, 16, 24, 24, 32, 33, 0, 21, 22, 30, 31, 0, 0,
    ];

    public static TheoryData<float, float, float, float, int, float[]> ColorChanges => new()
    {
        // adjust_brightness 1.5, adjust_contrast 0.4 and 1.7, adjust_saturation 1.6, adjust_hue 0.2 and −0.45
        {
            1.5f, 1, 1, 0, 0,
            [
                0f, 0.217647f, 0.435294f, 0.652941f, 0.870588f, 1f, 1f, 0.0176471f, 0.235294f,
                0.452941f, 0.670588f, 0.888235f, 1f, 1f, 0.0352941f, 0.252941f, 0.470588f, 0.688235f,
            ]
        },
        {
            1, 0.4f, 1, 0, 0,
            [
                0.234245f, 0.292284f, 0.350323f, 0.408363f, 0.466402f, 0.524441f, 0.58248f, 0.238951f, 0.29699f,
                0.355029f, 0.413068f, 0.471108f, 0.529147f, 0.587186f, 0.243657f, 0.301696f, 0.359735f, 0.417774f,
            ]
        },
        {
            1, 1.7f, 1, 0, 0,
            [
                0f, 0f, 0.220048f, 0.466714f, 0.713381f, 0.960048f, 1f, 0f, 0f,
                0.240048f, 0.486714f, 0.733381f, 0.980048f, 1f, 0f, 0.013381f, 0.260048f, 0.506714f,
            ]
        },
        {
            1, 1, 1.6f, 0, 0,
            [
                0f, 0.141639f, 0.355413f, 0.50052f, 0.645627f, 0.790734f, 1f, 0f, 0.14208f,
                0.287187f, 0.432294f, 0.5774f, 0.822558f, 1f, 0f, 0.0738536f, 0.21896f, 0.364067f,
            ]
        },
        {
            1, 1, 1, 0.2f, 0,
            [
                0.0407839f, 0.882353f, 0.103529f, 0.248627f, 0.393725f, 0.538823f, 0f, 0.0117647f, 0.290196f,
                0.435294f, 0.580392f, 0.72549f, 0.870588f, 0.574903f, 0.0235294f, 0.168627f, 0.313726f, 0.458824f,
            ]
        },
        {
            1, 1, 1, -0.45f, 0,
            [
                0.870588f, 0.487844f, 0.0235294f, 0.168627f, 0.313726f, 0.458824f, 0.127843f, 0.882353f, 0.0768627f,
                0.221961f, 0.367059f, 0.512157f, 0f, 0.0117647f, 0.290196f, 0.435294f, 0.580392f, 0.72549f,
            ]
        },
        {
            // Contrast 0.7, then hue 0.1, then saturation 1.3, then brightness 1.2.
            1.2f, 0.7f, 1.3f, 0.1f, 1 | 3 << 2 | 2 << 4 | 0 << 6,
            [
                0.0443053f, 0.792045f, 0.364873f, 0.486759f, 0.608645f, 0.730531f, 0.570178f, 0.0760355f, 0.393993f,
                0.515879f, 0.637765f, 0.759651f, 0.994988f, 1f, 0.102793f, 0.224679f, 0.346565f, 0.468451f,
            ]
        },
    };

    [Theory]
    [InlineData(InputLayout.Planar)]
    [InlineData(InputLayout.Interleaved)]
    public void APieceIsResizedAsTorchvisionDoes(InputLayout layout)
    {
        PictureForm form = new(3, 5, 7, layout);
        PictureForm small = form.Resized(2, 3);
        ResizedCrop crop = new(1, 2, 4, 5, 2, 3, new ResizeScratch(form, small));
        AssertNear(Smaller, Apply(crop, form, small, layout));
        Assert.Equal([16, 18, 20, 30, 32, 34], MaskOf(crop, 2, 3));

        PictureForm gray = new(1, 5, 7, layout);
        PictureForm large = gray.Resized(4, 5);
        crop = new(0, 1, 3, 2, 4, 5, new ResizeScratch(gray, large));
        AssertNear(Larger, Apply(crop, gray, large, layout));
        Assert.Equal([1, 1, 2, 2, 2, 8, 8, 9, 9, 9, 8, 8, 9, 9, 9, 15, 15, 16, 16, 16], MaskOf(crop, 4, 5));
    }

    [Theory]
    [InlineData(InputLayout.Planar)]
    [InlineData(InputLayout.Interleaved)]
    public void APictureIsTurnedAsTorchvisionDoes(InputLayout layout)
    {
        PictureForm form = new(2, 5, 7, layout);
        var turn = Rotation.By(30, form, CropPadding.Zeros);
        AssertNear(Turned30, Apply(turn, form, form, layout)[..35]);
        turn = Rotation.By(28, form, CropPadding.Zeros);
        Assert.Equal(TurnedMask28, MaskOf(turn, 5, 7));
        float[] outside = new float[35];
        turn.Mask(new PictureForm(1, 5, 7, layout), Mask, outside, 255);
        Assert.Equal(255, outside[0]);
        Assert.Equal(3, outside[2]);
    }

    [Fact]
    public void AQuarterTurnMovesEveryPixelAndReflectionFillsTheCorners()
    {
        PictureForm form = new(1, 3, 3, InputLayout.Planar);
        float[] turned = new float[9];
        Rotation.By(90, form, CropPadding.Zeros).Picture(form, [1, 2, 3, 4, 5, 6, 7, 8, 9], turned);
        AssertNear([3, 6, 9, 2, 5, 8, 1, 4, 7], turned);

        // Half a turn of a row about its middle, then one that reaches beyond its ends: 1 2 3 continues as 2 1 2 3 2 1 …
        PictureForm row = new(1, 1, 3, InputLayout.Planar);
        float[] reflected = new float[3];
        Rotation.By(90, row, CropPadding.Reflect).Picture(row, [1, 2, 3], reflected);
        AssertNear([2, 2, 2], reflected);
        Assert.Equal([1, 2, 1, 0, 1, 2, 1, 0, 1], Enumerable.Range(-3, 9).Select(place => Border.Source(place, 3, CropPadding.Reflect)));
    }

    [Fact]
    public void BoxesMoveWithThePixelsInThem()
    {
        PictureForm form = new(1, 5, 7, InputLayout.Planar);
        BoxEdges pixel = new(4, 1, 5, 2); // column 4 of row 1: number 11

        ResizedCrop crop = new(1, 2, 2, 4, 4, 12, null);
        Assert.Equal(new BoxEdges(6, 0, 9, 2), crop.Box(pixel));
        ShiftAndFlip shift = new(-2, 1, true, 5, 7, CropPadding.Zeros, new int[7]);
        Assert.Equal(new BoxEdges(3, 3, 4, 4), shift.Box(pixel));
        Assert.Equal(11, MaskOf(shift, 5, 7)[3 * 7 + 3]);
        Assert.Equal(11, MaskOf(crop, 4, 12)[6]);

        BoxEdges turned = Rotation.By(90, form, CropPadding.Zeros).Box(pixel);
        AssertNear([2, 1, 3, 2], [turned.Left, turned.Top, turned.Right, turned.Bottom]);
        Assert.Equal(11, MaskOf(Rotation.By(90, form, CropPadding.Zeros), 5, 7)[1 * 7 + 2]);

        // By 45°, the upright square around a square is √2 as wide.
        BoxEdges wider = Rotation.By(45, form, CropPadding.Zeros).Box(new BoxEdges(2.5f, 1.5f, 4.5f, 3.5f));
        Assert.Equal(3.5 - Math.Sqrt(2), wider.Left, 1e-5);
        Assert.Equal(2.5 + Math.Sqrt(2), wider.Bottom, 1e-5);
    }

    [Theory]
    [MemberData(nameof(ColorChanges))]
    public void ColorsChangeAsTorchvisionChangesThem(
        float brightness, float contrast, float saturation, float hue, int order, float[] expected)
    {
        order = order == 0 ? 0 | 1 << 2 | 2 << 4 | 3 << 6 : order;
        foreach (InputLayout layout in Enum.GetValues<InputLayout>())
        {
            PictureForm form = new(3, 2, 3, layout);
            foreach (float white in (float[])[1, 255])
            {
                float[] picture = [.. InLayout(Picture(18), form, back: false).Select(value => value * white)];
                new ColorChange(white, brightness, contrast, saturation, hue, order).Apply(form, picture);
                AssertNear(expected, InLayout([.. picture.Select(value => value / white)], form, back: true));
            }
        }
    }

    [Fact]
    public void PicturesOfOneChannelHaveBrightnessAndContrast()
    {
        float[] picture = Picture(6);
        new ColorChange(1, 1, 0.5f, 3, 0.3f, 3 | 2 << 2 | 1 << 4 | 0 << 6).Apply(new PictureForm(1, 2, 3, InputLayout.Planar), picture);
        AssertNear([0.181373f, 0.253922f, 0.326471f, 0.39902f, 0.471569f, 0.544118f], picture);
    }

    [Fact]
    public void FactorsAndOrdersAreDrawnFromTheirWholeRanges()
    {
        RandomSource random = new(3);
        ColorJitter jitter = new() { White = 1, Brightness = 0.5, Contrast = 2, Hue = 0.25 };
        ColorChange[] changes = [.. Enumerable.Range(0, 2000).Select(_ => ColorChange.Draw(random, jitter))];
        Assert.Equal(24, changes.Select(change => change.Order).Distinct().Count());
        AssertRange(0.5, 1.5, changes.Select(change => change.Brightness));
        AssertRange(0, 3, changes.Select(change => change.Contrast));
        AssertRange(-0.25, 0.25, changes.Select(change => change.Hue));
        Assert.All(changes, change => Assert.Equal(1, change.Saturation));
    }

    [Fact]
    public void PiecesHaveTheSharesAndRatiosThatAreAskedFor()
    {
        RandomSource random = new(4);
        PictureForm form = new(1, 200, 300, InputLayout.Planar);
        RandomResizedCrop crop = new() { MinScale = 0.1, MaxScale = 0.5, MinRatio = 0.5, MaxRatio = 2 };
        ResizeScratch scratch = new(form, form);
        ResizedCrop[] pieces = [.. Enumerable.Range(0, 3000).Select(_ => ResizedCrop.Draw(random, crop, form, form, scratch))];
        AssertRange(0.1, 0.5, pieces.Select(piece => piece.Height * piece.Width / 60000f), 0.01);
        AssertRange(Math.Log(0.5), Math.Log(2), pieces.Select(piece => MathF.Log((float)piece.Width / piece.Height)), 0.02);
        Assert.All(pieces, piece => Assert.InRange(piece.Top, 0, 200 - piece.Height));
        Assert.All(pieces, piece => Assert.InRange(piece.Left, 0, 300 - piece.Width));
        Assert.Contains(pieces, piece => piece.Top > 120);
        Assert.Contains(pieces, piece => piece.Left > 180);
        Assert.Contains(pieces, piece => piece.Left < 5);
    }

    [Theory]
    [InlineData(10, 100, 0, 43, 10, 13)] // wider than 4:3: round(10·4/3) columns in the middle
    [InlineData(100, 10, 43, 0, 13, 10)] // narrower than 3:4: round(10/(3/4)) rows
    [InlineData(10, 12, 0, 0, 10, 12)]
    public void WhereNoPieceFitsTheMiddleIsTaken(int height, int width, int top, int left, int pieceHeight, int pieceWidth)
    {
        PictureForm form = new(1, height, width, InputLayout.Planar);
        ResizedCrop middle = ResizedCrop.Middle(new RandomResizedCrop(), form, form, null);
        Assert.Equal((top, left, pieceHeight, pieceWidth), (middle.Top, middle.Left, middle.Height, middle.Width));
    }

    [Theory]
    [InlineData(InputLayout.Planar)]
    [InlineData(InputLayout.Interleaved)]
    public void ErasingCoversARectangleOfEveryChannel(InputLayout layout)
    {
        PictureForm form = new(3, 5, 7, layout);
        float[] picture = InLayout(Picture(105), form, back: false);
        new ErasedBox(1, 2, 3, 4).Apply(new RandomSource(1), new RandomErasing { Values = [-1, -2, -3] }, form, picture);
        float[] planar = InLayout(picture, form, back: true);
        float[] expected = Picture(105);
        for (int c = 0; c < 3; c++)
        {
            for (int y = 1; y < 4; y++)
            {
                expected.AsSpan(c * 35 + y * 7 + 2, 4).Fill(-1 - c);
            }
        }

        Assert.Equal(expected, planar);
    }

    [Fact]
    public void RectanglesHaveTheSharesAndRatiosThatAreAskedFor()
    {
        RandomSource random = new(4);
        PictureForm form = new(1, 200, 300, InputLayout.Planar);
        RandomErasing erasing = new() { Probability = 0.25, MinScale = 0.1, MaxScale = 0.3, MinRatio = 0.5, MaxRatio = 2 };
        ErasedBox[] all = [.. Enumerable.Range(0, 8000).Select(_ => ErasedBox.Draw(random, erasing, form))];
        ErasedBox[] boxes = [.. all.Where(box => box.Height > 0)];
        Assert.InRange(boxes.Length, 1850, 2150);
        AssertRange(0.1, 0.3, boxes.Select(box => box.Height * box.Width / 60000f), 0.01);
        AssertRange(Math.Log(0.5), Math.Log(2), boxes.Select(box => MathF.Log((float)box.Height / box.Width)), 0.02);
        Assert.All(boxes, box => Assert.True(box.Top + box.Height <= 200 && box.Left + box.Width <= 300));
    }

    [Fact]
    public void MasksAndBoxesOfADataSetMoveWithThePicture()
    {
        // The mask is the picture itself, and the box is the pixel of value 11; a class stands between the two.
        float[] picture = [.. Mask.Select(value => value + 1)];
        float[] target = [.. picture, 7, 3, 1, 4, 2, 9, 0, 0, 0, 0, 8];
        InMemoryDataset source = new(picture, target, 35, target.Length);
        Augmentation augmentation = new() { Flip = true, Shift = 2 };
        TargetPart[] parts = [TargetPart.Mask(), TargetPart.Values(1), TargetPart.Boxes(2)];
        AugmentedDataset data = new(source, [1, 5, 7], augmentation, targets: parts);
        int gone = 0;
        for (int epoch = 0; epoch < 200; epoch++)
        {
            data.BeginEpoch(epoch, []);
            float[] changed = new float[35];
            float[] targets = new float[target.Length];
            data.Read(0, changed, targets);
            Assert.Equal(changed, targets[..35]);
            Assert.Equal(7, targets[35]);
            Assert.Equal([9, 0, 0, 0, 0, 8], targets[40..]);
            int at = Array.IndexOf(changed, 11f);
            float[] expected = at < 0 ? [0, 0, 0, 0] : [at % 7, at / 7, at % 7 + 1, at / 7 + 1];
            gone += at < 0 ? 1 : 0;
            Assert.Equal(expected, targets[36..40]);
        }

        Assert.InRange(gone, 1, 199);
    }

    [Fact]
    public void MasksGetTheSizeOfThePicture()
    {
        InMemoryDataset source = new(Mask, Mask, 35, 35);
        RandomResizedCrop whole = new() { MinScale = 1, MinRatio = 7 / 5.0, MaxRatio = 7 / 5.0, Height = 10, Width = 14 };
        AugmentedDataset data = new(source, [1, 5, 7], new Augmentation { Crop = whole }, targets: [TargetPart.Mask()]);
        Assert.Equal((140, 140), (data.ExampleLength, data.TargetLength));
        float[] target = new float[140];
        data.Read(0, new float[140], target);
        Assert.Equal(Enumerable.Range(0, 140).Select(i => Mask[i / 28 * 7 + i % 14 / 2]), target);
    }

    private static float[] Picture(int length) => [.. Enumerable.Range(0, length).Select(i => i * 37 % 256 / 255f)];

    private static float[] Apply<T>(T geometry, PictureForm before, PictureForm after, InputLayout layout)
        where T : struct, IGeometry
    {
        float[] changed = new float[after.Length];
        geometry.Picture(before, InLayout(Picture(before.Length), before, back: false), changed);
        return InLayout(changed, after with { Layout = layout }, back: true);
    }

    private static float[] MaskOf<T>(T geometry, int height, int width)
        where T : struct, IGeometry
    {
        float[] changed = new float[height * width];
        geometry.Mask(new PictureForm(1, 5, 7, InputLayout.Planar), Mask, changed, 0);
        return changed;
    }

    /// <summary>A planar picture in a form, or, back, what is in a form as a planar picture.</summary>
    private static float[] InLayout(float[] picture, PictureForm form, bool back)
    {
        float[] result = new float[picture.Length];
        int positions = form.Height * form.Width;
        for (int i = 0; i < picture.Length; i++)
        {
            int other = i / positions * form.ChannelStride + i % positions * form.PixelStride;
            result[back ? i : other] = picture[back ? other : i];
        }

        return result;
    }

    private static void AssertNear(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 2e-6f));
    }

    /// <summary>All within a range, and spread evenly over it, as far as mean and ends tell.</summary>
    private static void AssertRange(double from, double to, IEnumerable<float> values, double slack = 1e-6)
    {
        float[] all = [.. values];
        double width = to - from;
        Assert.InRange(all.Min(), from - slack, from + 0.05 * width);
        Assert.InRange(all.Max(), to - 0.05 * width, to + slack);
        Assert.Equal((from + to) / 2, all.Average(), 0.04 * width);
    }
}
