using System.Security.Cryptography;

namespace ConvGen.Images.Tests;

/// <summary>
/// Sizes as torchvision 0.14 gives them to images of Pillow 9.4, bit for bit: the first 8 bytes of the SHA-256 of the resized bytes.
/// </summary>
public sealed class ResizeTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Resize(side) and CenterCrop((H, W)); resize((W, H), BILINEAR), pasted into the middle of an image of 114 for letterboxes.
    // Where no side is given and the size is no square, Pillow's resize to what covers it.
    [Theory]
    [InlineData(640, 480, 64, 64, ImageFit.CenterCrop, null, ImageColor.Rgb, "e70613ba707cdc66")]
    [InlineData(640, 480, 48, 64, ImageFit.CenterCrop, null, ImageColor.Rgb, "1911aafd7e09d92c")]
    [InlineData(640, 480, 64, 64, ImageFit.CenterCrop, 73, ImageColor.Rgb, "dd9b3ced1b330b14")]
    [InlineData(640, 480, 48, 64, ImageFit.CenterCrop, 40, ImageColor.Rgb, "ff1ab8262502600b")]
    [InlineData(640, 480, 48, 64, ImageFit.Stretch, null, ImageColor.Rgb, "1911aafd7e09d92c")]
    [InlineData(640, 480, 48, 64, ImageFit.Letterbox, null, ImageColor.Rgb, "1911aafd7e09d92c")]
    [InlineData(640, 480, 64, 64, ImageFit.CenterCrop, null, ImageColor.Gray, "8b2b90a2e4f59065")]
    [InlineData(480, 641, 64, 64, ImageFit.CenterCrop, null, ImageColor.Rgb, "ae07668e3be553aa")]
    [InlineData(480, 641, 48, 64, ImageFit.CenterCrop, null, ImageColor.Rgb, "8c62bcdaa1cd1b5f")]
    [InlineData(480, 641, 64, 64, ImageFit.CenterCrop, 73, ImageColor.Rgb, "7eb5864de058bf89")]
    [InlineData(480, 641, 48, 64, ImageFit.CenterCrop, 40, ImageColor.Rgb, "f872091aacbb5876")]
    [InlineData(480, 641, 48, 64, ImageFit.Stretch, null, ImageColor.Rgb, "134d89b5e5903240")]
    [InlineData(480, 641, 48, 64, ImageFit.Letterbox, null, ImageColor.Rgb, "940cb5b6b6bb77bb")]
    [InlineData(480, 641, 64, 64, ImageFit.CenterCrop, null, ImageColor.Gray, "7a20dc28696cfd6f")]
    [InlineData(100, 37, 64, 64, ImageFit.CenterCrop, null, ImageColor.Rgb, "8c5ca95cb2c7d05e")]
    [InlineData(100, 37, 48, 64, ImageFit.CenterCrop, null, ImageColor.Rgb, "67cc29bb67788420")]
    [InlineData(100, 37, 64, 64, ImageFit.CenterCrop, 73, ImageColor.Rgb, "187b248a0603cec8")]
    [InlineData(100, 37, 48, 64, ImageFit.CenterCrop, 40, ImageColor.Rgb, "44f78d9d3a279ba4")]
    [InlineData(100, 37, 48, 64, ImageFit.Stretch, null, ImageColor.Rgb, "9a162503209ff4f9")]
    [InlineData(100, 37, 48, 64, ImageFit.Letterbox, null, ImageColor.Rgb, "70469ec89c3d717c")]
    [InlineData(100, 37, 64, 64, ImageFit.CenterCrop, null, ImageColor.Gray, "2f4f6a78079e15a0")]
    [InlineData(30, 21, 64, 64, ImageFit.CenterCrop, null, ImageColor.Rgb, "d41d248e02a8735c")]
    [InlineData(30, 21, 48, 64, ImageFit.CenterCrop, null, ImageColor.Rgb, "513638b6ef3ff9ef")]
    [InlineData(30, 21, 64, 64, ImageFit.CenterCrop, 73, ImageColor.Rgb, "e4664caf799c9a9b")]
    [InlineData(30, 21, 48, 64, ImageFit.CenterCrop, 40, ImageColor.Rgb, "61ba92ad3331f614")]
    [InlineData(30, 21, 48, 64, ImageFit.Stretch, null, ImageColor.Rgb, "210aa5b129cf29b8")]
    [InlineData(30, 21, 48, 64, ImageFit.Letterbox, null, ImageColor.Rgb, "3a09d40588a43b00")]
    [InlineData(30, 21, 64, 64, ImageFit.CenterCrop, null, ImageColor.Gray, "08a1f286c247df15")]
    public void ImagesAreResizedAsTorchvisionDoes(
        int width, int height, int toHeight, int toWidth, ImageFit fit, int? shortSide, ImageColor color, string hash)
    {
        _folder.WritePng("all/a.png", width, height);
        byte fill = (byte)(fit == ImageFit.Letterbox ? 114 : 0);
        ImageOptions options = new()
        {
            Height = toHeight,
            Width = toWidth,
            Fit = fit,
            ShortSide = shortSide,
            Color = color,
            Layout = InputLayout.Interleaved,
            Scale = 1,
            Fill = fill,
        };
        Assert.Equal(hash, Hash(Read(options)));
    }

    [Theory]
    [InlineData(640, 480, 64, 64, ImageFit.CenterCrop, null, "5757130badf3fa91")]
    [InlineData(640, 480, 64, 64, ImageFit.CenterCrop, 73, "ca740415a2359c96")]
    [InlineData(640, 480, 48, 64, ImageFit.Stretch, null, "eb79f8e2e4336399")]
    [InlineData(480, 641, 64, 64, ImageFit.CenterCrop, null, "7edcde22d2fdc1e6")]
    [InlineData(480, 641, 64, 64, ImageFit.CenterCrop, 73, "d6a890fda61f96e8")]
    [InlineData(480, 641, 48, 64, ImageFit.Stretch, null, "d070c18f8dfdbb21")]
    [InlineData(100, 37, 64, 64, ImageFit.CenterCrop, null, "71c63dabc43343c7")]
    [InlineData(100, 37, 64, 64, ImageFit.CenterCrop, 73, "c9034e21a4b4077a")]
    [InlineData(100, 37, 48, 64, ImageFit.Stretch, null, "f7d58c87286c839f")]
    [InlineData(30, 21, 64, 64, ImageFit.CenterCrop, null, "8d090bb48ca9a089")]
    [InlineData(30, 21, 64, 64, ImageFit.CenterCrop, 73, "f15cdde4f24b86b1")]
    [InlineData(30, 21, 48, 64, ImageFit.Stretch, null, "94721b8c8bfb549e")]
    public void MasksAreResizedAsTorchvisionDoesToTheNearestPixel(
        int width, int height, int toHeight, int toWidth, ImageFit fit, int? shortSide, string hash)
    {
        _folder.WritePng("images/a.png", width, height);
        _folder.WritePng("masks/a.png", width, height, (x, y) => (byte)((x * 5 + y * 3) % 7) * 0x010101);
        ImageOptions options = new() { Height = toHeight, Width = toWidth, Fit = fit, ShortSide = shortSide };
        var data = MaskFolderDataset.Load(_folder["images"], _folder["masks"], options, new MaskOptions { Classes = 7 });
        float[] target = new float[data.TargetLength];
        data.Read(0, new float[data.ExampleLength], target);
        Assert.Equal(hash, Hash(target));
    }

    [Fact]
    public void NumbersOfASmallImageAreThoseOfTorchvision()
    {
        // CenterCrop((3, 4))(Resize(4)(image)) of 9×7 pixels, planar; then (x/255 − mean)/std.
        float[] bytes =
        [
            29, 83, 145, 180, 62, 133, 132, 89, 100, 175, 92, 145,
            82, 136, 166, 118, 115, 163, 85, 100, 150, 138, 97, 147,
            135, 185, 126, 62, 162, 139, 80, 139, 166, 79, 138, 104,
        ];
        _folder.WritePng("all/a.png", 9, 7);
        ImageOptions options = new() { Height = 3, Width = 4, ShortSide = 4 };
        Assert.All(bytes.Zip(Read(options)), pair => Assert.Equal(pair.First / 255, pair.Second, 1e-6f));
        float[] mean = [0.485f, 0.456f, 0.406f];
        float[] std = [0.229f, 0.224f, 0.225f];
        float[] normalised = Read(options with { Mean = mean, Std = std });
        Assert.All(Enumerable.Range(0, 36), i => Assert.Equal((bytes[i] / 255 - mean[i / 12]) / std[i / 12], normalised[i], 1e-5f));
        float[] halved = Read(options with { Scale = 1, Mean = [128], Std = [2] });
        Assert.All(bytes.Zip(halved), pair => Assert.Equal((pair.First - 128) / 2, pair.Second));
    }

    [Fact]
    public void GrayIsRoundedAsPillowDoes()
    {
        _folder.WritePng("all/a.png", 5, 4);
        float[] gray = Read(new ImageOptions { Height = 4, Width = 5, Color = ImageColor.Gray, Scale = 1 });
        Assert.Equal([43, 74, 105, 136, 167, 60, 98, 136, 174, 183, 77, 122, 167, 183, 78, 94, 146, 169, 71, 46], gray);
    }

    private float[] Read(ImageOptions options)
    {
        var data = ImageFolderDataset.Load(_folder.Root, options);
        float[] example = new float[data.ExampleLength];
        data.Read(0, example, new float[1]);
        return example;
    }

    private static string Hash(float[] values) => Convert.ToHexStringLower(SHA256.HashData([.. values.Select(value => (byte)value)]))[..16];
}
