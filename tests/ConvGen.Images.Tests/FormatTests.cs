using System.Buffers.Binary;
using SkiaSharp;

namespace ConvGen.Images.Tests;

/// <summary>Files of every format, upright, damaged and too large ones.</summary>
public sealed class FormatTests : IDisposable
{
    // 17×11 pixels, as Pillow 9.4 wrote them: JPEG with and without full colour resolution, WebP with loss.
    private const string Jpeg444 =
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/"
        + "2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/wAARCAALABEDAREAAhEBAxEB/8QA"
        + "HwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkK"
        + "FhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXG"
        + "x8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAEC"
        + "AxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOE"
        + "hYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwDjfAnhTwB4"
        + "J8Jzalb+CvENzqPlmOxt57OFIprgqTGrsspKpkfMwBIAOATgH8vjl+a4/HRozxNNQveTUpNqN9Wk4q77K6u92lqfSYTG5nwtlf17E4qldtRhbnlebTa05Y6K"
        + "zk7yjdJpO7R3fhPTdQ8JeBNR1uz+G1rBrYUG1n1O+e6jkuGYYDxqkTPnJzhwQMtzjB/aaVShlOFq4ytjfcpxbsoW1taCunKyc3GO1tdXFar5TBVaGR4OebZj"
        + "mTqyd7LlSlOpK9velUd9ffno5OCk1rqcB/wjfxj/AOgbpv8A3zef/JFfz9/ZvDv80v8AyT/5A+J/tWr/ANDrGf8Ag/8A+1Oa8Q/GLxj4p1vQdLvdblis4IFu"
        + "Yxp8UdlIHZnVsyQqjkEKvykleAcZGa/pTJOHcrwkatenQTk3Z8zc1ZJPaTavrulfzP2/ivh/K8LnuDoQoJwjSulK80nOclJ2m5atQj6W0td3734kLN4q8N+D"
        + "9O1q/wBR1jTxeSXH2S/v5p4vNVAqvsdyNwDuAcZAdh3NVxTSo4PJY1sNTjCXtqavGMU7OFVtXSvZtJ28l2MuJYU8uqZcsFCNPmVW/LGMb29la9kr2u7X2u+5"
        + "b/4Vr4X/AOgLbfkf8a/O/r+J/nZv9exP87P/2Q==";

    private const string Jpeg420 =
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/"
        + "2wBDAQkJCQwLDBgNDRgyIRwhMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjL/wAARCAALABEDASIAAhEBAxEB/8QA"
        + "HwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkK"
        + "FhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXG"
        + "x8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAEC"
        + "AxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOE"
        + "hYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwDM0ux0TTdN"
        + "a4TSL95sEQo8SBWfBwCQxwOOT6eta9hDPYaPPeRaBEt1j9208xkVnJ7qApP5j1rmbvxDqt9d2ltNeMsSIJF8lViOSSDygBI4HGcVr6wGvrHTYLuae4h80v5c"
        + "szuu4DAOCcZwTz7mrw+ClhqUq0nd6vdv07HVWo1KfNzPSnZLVvV2V90nq/wK32PxV/z72/5S/wDxdFXf7G07/n0j/KivH+qUvL/wH/gnH9Sf/Px/c/8A5I//"
        + "2Q==";

    private const string Webp =
        "UklGRgIBAABXRUJQVlA4IPYAAACwBgCdASoRAAsAPm0qkUWkIqGYBABABsS2AE6ZQjubyX8VboO0EadwQD1/7JV/ZD9biPkGXqt6Nw4n/Q7O0AD+819ZEV+V"
        + "p6EtREa0wV8VpNkBx+UKG8Zoyqz+32x5zsf/HxUw4SvYOhX34QMOcM7WyyLq7c/b/6g3f/qLI3HvKaXet0mRWjG9+5s8uhsGlDCvYxnzUmn/7ev49uEbTrfq"
        + "EDHR2hGdn8IDHAzak70oWuefVUSTAUgt2vHMJWEqRTbu/57ulw9WBV+7ued/Av/1ed/+AFd4fm819jzneL05/FVSLKeJ+Y0/0XBFp/o3x1rU5GUYAAA=";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<int, byte[]> Orientations => new()
    {
        // ImageOps.exif_transpose of [[0, 1, 2], [3, 4, 5]], by Pillow 9.4.
        { 1, [0, 1, 2, 3, 4, 5] },
        { 2, [2, 1, 0, 5, 4, 3] },
        { 3, [5, 4, 3, 2, 1, 0] },
        { 4, [3, 4, 5, 0, 1, 2] },
        { 5, [0, 3, 1, 4, 2, 5] },
        { 6, [3, 0, 4, 1, 5, 2] },
        { 7, [5, 2, 4, 1, 3, 0] },
        { 8, [2, 5, 1, 4, 0, 3] },
    };

    [Theory]
    [InlineData(Jpeg444, "a.jpg", "fed972fbb398a48a")]
    [InlineData(Jpeg420, "a.jpeg", "672778d8f273511e")]
    [InlineData(Webp, "a.WEBP", "17ef06f5471dfe2d")]
    public void FilesAreDecodedAsPillowDoes(string file, string name, string hash)
    {
        _folder.Write($"all/{name}", Convert.FromBase64String(file));
        ImageOptions options = new() { Height = 11, Width = 17, Layout = InputLayout.Interleaved, Scale = 1 };
        byte[] bytes = [.. Read(options).Select(value => (byte)value)];
        Assert.Equal(hash, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))[..16]);
    }

    [Fact]
    public void BitmapsAreRead()
    {
        // 2×2 pixels of 24 bits from the lowest row up, blue first, rows padded to four bytes.
        byte[] file = new byte[54 + 16];
        "BM"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2), file.Length);
        file[10] = 54;
        file[14] = 40;
        file[18] = 2;
        file[22] = 2;
        file[26] = 1;
        file[28] = 24;
        ((ReadOnlySpan<byte>)[3, 2, 1, 6, 5, 4, 0, 0, 9, 8, 7, 12, 11, 10]).CopyTo(file.AsSpan(54));
        _folder.Write("all/a.bmp", file);
        ImageOptions options = new() { Height = 2, Width = 2, Layout = InputLayout.Interleaved, Scale = 1 };
        Assert.Equal([7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6], Read(options));
    }

    [Fact]
    public void TransparentPixelsKeepTheirColors()
    {
        using SKBitmap bitmap = new(new SKImageInfo(2, 1, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        ((ReadOnlySpan<byte>)[10, 20, 30, 0, 200, 100, 50, 128]).CopyTo(bitmap.GetPixelSpan());
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        _folder.Write("all/a.png", data.ToArray());
        ImageOptions options = new() { Height = 1, Width = 2, Layout = InputLayout.Interleaved, Scale = 1 };
        Assert.Equal([10, 20, 30, 200, 100, 50], Read(options));
    }

    [Theory]
    [MemberData(nameof(Orientations))]
    public void ImagesAreTurnedAsTheirExifDataSays(int orientation, byte[] upright)
    {
        const int Block = 16;
        int Stored(int x, int y) => (x / Block + 3 * (y / Block)) * 40 * 0x010101;
        string path = _folder.WriteJpeg("all/a.jpg", 3 * Block, 2 * Block, Stored);
        byte[] file = File.ReadAllBytes(path);
        byte[] tag = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0];
        byte[] exif = [0xFF, 0xE1, 0, 34, .. "Exif\0\0MM\0*\0\0\0\u0008"u8, 0, 1, .. tag, 0, 0, 0, 0];
        _folder.Write("all/a.jpg", [.. file.AsSpan(0, 2), .. exif, .. file.AsSpan(2)]);

        (int height, int width) = orientation < 5 ? (2, 3) : (3, 2);
        Assert.Equal(upright, Blocks(height, width, isTurned: true));
        Assert.Equal([0, 1, 2, 3, 4, 5], Blocks(2, 3, isTurned: false));

        byte[] Blocks(int height, int width, bool isTurned)
        {
            ImageOptions options = new() { Height = height * Block, Width = width * Block, Color = ImageColor.Gray, Scale = 1 / 40f };
            float[] pixels = Read(options with { ApplyOrientation = isTurned });
            return
            [
                .. from row in Enumerable.Range(0, height)
                   from column in Enumerable.Range(0, width)
                   let middle = (row * Block + Block / 2) * width * Block + column * Block + Block / 2
                   select (byte)MathF.Round(pixels[middle]),
            ];
        }
    }

    [Fact]
    public void DamagedFilesAreNamed()
    {
        ImageOptions options = new() { Height = 8, Width = 8 };
        string png = _folder.WritePng("all/a.png", 64, 64);
        byte[] whole = File.ReadAllBytes(png);
        _folder.Write("all/a.png", whole[..(whole.Length / 2)]);
        Assert.Equal($"{png} is cut off: some of its pixels are missing.", Assert.Throws<DataFormatException>(() => Read(options)).Message);
        _folder.Write("all/a.png", "This is text."u8.ToArray());
        string unknown = $"{png} is damaged, or is no PNG, JPEG, BMP or WebP.";
        Assert.Equal(unknown, Assert.Throws<DataFormatException>(() => Read(options)).Message);
        _folder.Write("all/a.png", []);
        Assert.Equal(unknown, Assert.Throws<DataFormatException>(() => Read(options)).Message);
        byte[] flipped = [.. whole];
        flipped.AsSpan(whole.Length / 2, 8).Fill(0x55);
        _folder.Write("all/a.png", flipped);
        Assert.StartsWith(png, Assert.Throws<DataFormatException>(() => Read(options)).Message, StringComparison.Ordinal);
        var data = ImageFolderDataset.Load(_folder.Root, options);
        File.Delete(png);
        Assert.Throws<FileNotFoundException>(() => data.Read(0, new float[data.ExampleLength], new float[1]));
    }

    [Fact]
    public void RandomDamageIsAnErrorOrAnImage()
    {
        ImageOptions options = new() { Height = 8, Width = 8, MaxPixels = 10_000 };
        Random random = new(1);
        string jpeg = _folder.Write("all/a.jpg", Convert.FromBase64String(Jpeg420));
        string png = _folder.WritePng("all/b.png", 20, 20);
        string webp = _folder.Write("all/c.webp", Convert.FromBase64String(Webp));
        var data = ImageFolderDataset.Load(_folder.Root, options);
        string[] paths = [jpeg, png, webp];
        byte[][] files = [.. paths.Select(File.ReadAllBytes)];
        float[] example = new float[data.ExampleLength];
        int refused = 0;
        for (int i = 0; i < 600; i++)
        {
            int file = i % 3;
            byte[] damaged = [.. files[file]];
            for (int change = random.Next(1, 6); change > 0; change--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(paths[file], damaged);
            try
            {
                data.Read(file, example, new float[1]);
                Assert.All(example, value => Assert.InRange(value, 0, 1));
            }
            catch (DataFormatException e)
            {
                Assert.StartsWith(paths[file], e.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        Assert.InRange(refused, 100, 599);
    }

    [Fact]
    public void BombsAreRefusedBeforeTheyAreDecoded()
    {
        // 50,000×50,000 pixels of one bit: 10 GB decoded.
        const int Side = 50_000;
        string bomb = _folder.Write("all/a.png", TestFolder.BlackPng(Side, Side, rows: 100));
        long before = GC.GetAllocatedBytesForCurrentThread();
        var thrown = Assert.Throws<DataFormatException>(() => Read(new ImageOptions { Height = 8, Width = 8 }));
        Assert.Equal($"{bomb} has 50000×50000 pixels; MaxPixels is 67108864.", thrown.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);

        // One that is allowed is read.
        _folder.Write("all/a.png", TestFolder.BlackPng(3000, 2, rows: 2));
        ImageOptions options = new() { Height = 8, Width = 8, MaxPixels = 6000, Fit = ImageFit.Stretch };
        Assert.All(Read(options), value => Assert.Equal(0, value));
        Assert.Throws<DataFormatException>(() => Read(options with { MaxPixels = 5999 }));
    }

    private float[] Read(ImageOptions options)
    {
        var data = ImageFolderDataset.Load(_folder.Root, options);
        float[] example = new float[data.ExampleLength];
        data.Read(0, example, new float[1]);
        return example;
    }
}
