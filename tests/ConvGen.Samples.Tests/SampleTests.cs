using System.Buffers.Binary;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;

namespace ConvGen.Samples.Tests;

/// <summary>Each sample does what it promises.</summary>
public class SampleTests
{
    [Fact]
    public void DigitsAreLearned()
    {
        using SampleRun run = new();
        Assert.Equal(0, run.Start("Digits", "--epochs", "2"));
        Assert.InRange(run.Number("test accuracy"), 0.95, 1);
        Assert.Equal(0, run.Number("bytes allocated per call"));
        Assert.True(File.Exists(Path.Combine(run.Folder, "lenet5.safetensors")));
    }

    [Fact]
    public void ShapesAreSegmented()
    {
        using SampleRun run = new();
        Assert.Equal(0, run.Start("Segmentation"));
        Assert.InRange(run.Number("mean intersection over union of the shapes"), 0.9, 1);
        string[] pictures = Directory.GetFiles(Path.Combine(run.Folder, "segmentation"), "*.png");
        Assert.Equal(6, pictures.Length);
        Assert.All(pictures, picture => ReadPng(picture, 3 * 4 * 48, 4 * 48));
        Assert.True(File.Exists(Path.Combine(run.Folder, "segmentation", "unet.safetensors")));
    }

    [Fact]
    public void PicturesAreFiltered()
    {
        const int Side = 256, Reach = 4;

        using SampleRun run = new();
        Assert.Equal(0, run.Start("ImageFilters"));
        Assert.Equal(0, run.Number("bytes allocated"));
        string folder = Path.Combine(run.Folder, "filtered");
        string[] names = ["picture", "box", "gaussian", "sobelVertical", "sobelHorizontal", "laplacian", "sharpen"];
        Dictionary<string, byte[]> pictures = names.ToDictionary(name => name, name => ReadPng(Path.Combine(folder, $"{name}.png"), Side, Side));

        // A blur is the mean of what is around a pixel; where nothing changes from left to right, there are no vertical edges.
        foreach ((int row, int column, int channel) in new[] { (100, 60, 0), (17, 200, 2), (128, 128, 1), (200, 70, 2) })
        {
            double mean = Enumerable.Range(-Reach, 2 * Reach + 1).SelectMany(y => Enumerable.Range(-Reach, 2 * Reach + 1).Select(x => (y, x)))
                .Average(offset => pictures["picture"][((row + offset.y) * Side + column + offset.x) * 3 + channel]);
            Assert.InRange(pictures["box"][(row * Side + column) * 3 + channel], mean - 1, mean + 1);
        }

        const int Green = 1;
        Assert.All(Enumerable.Range(0, Side * Side), pixel => Assert.InRange(pictures["sobelVertical"][pixel * 3 + Green], 127, 128));

        // The same picture from a file.
        Assert.Equal(0, run.Start("ImageFilters", "--picture", Path.Combine(folder, "picture.png"), "--output", "again"));
        Assert.All(names, name => Assert.Equal(pictures[name], ReadPng(Path.Combine(run.Folder, "again", $"{name}.png"), Side, Side)));
    }

    [Fact]
    public void PhotographsAreFiltered()
    {
        using SampleRun run = new();
        foreach (string name in new[] { "chelsea.png", "camera.png" })
            Assert.Equal(0, run.Start("ImageFilters", "--picture", SharedData.Path("datasets", "photos", name)));
        Assert.Equal(1, run.Start("ImageFilters", "--picture", SharedData.Path("datasets", "photos", "onnx-tutorials-cat.jpg")));
        Assert.Contains("is no PNG, or it is damaged", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void TexturesAreClassified()
    {
        using SampleRun run = new();
        Assert.Equal(0, run.Start("Classify"));
        Assert.InRange(run.Number("accuracy"), 0.85, 1);
        Assert.Matches(@"\n +9\d\.\d %  checks\n", run.Output);
    }

    /// <summary>A network that others trained on ImageNet knows a cup of coffee (class 967 is an espresso) and a dog (248 to 250).</summary>
    [Fact]
    public void PhotographsAreClassified()
    {
        string model = SharedData.Path("onnx", "winml-squeezenet-fp16", "model.onnx");
        using SampleRun run = new();
        File.WriteAllLines(Path.Combine(run.Folder, "labels.txt"), Enumerable.Range(0, 1000).Select(i => i is >= 248 and <= 250 ? "husky" : $"label {i}"));
        foreach ((string picture, string best) in new[] { ("coffee.png", "label 967"), ("onnx-tutorials-dog.jpg", "husky") })
        {
            string path = SharedData.Path("datasets", "photos", picture);
            Assert.Equal(0, run.Start("Classify", "--model", model, "--pixels", "caffe", "--picture", path, "--labels", "labels.txt"));
            Assert.Matches($@"ready after [0-9.]+ s\n +9\d\.\d %  {best}\n", run.Output);
        }

        Assert.Equal(1, run.Start("Classify", "--model", SharedData.Path("onnx", "neg-gtcrn", "model.onnx")));
        Assert.Contains("no layer computes GRU", run.Errors, StringComparison.Ordinal);
        Assert.Equal(1, run.Start("Classify", "--picture", "labels.txt"));
        Assert.Contains("is no picture that can be read", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void TonesAreHeard()
    {
        using SampleRun run = new();
        Assert.Equal(0, run.Start("SpokenDigits"));
        Assert.InRange(run.Number("test accuracy"), 0.95, 1);
    }

    [Fact]
    public void SpokenDigitsAreHeard()
    {
        using SampleRun run = new();
        using GZipStream packed = new(File.OpenRead(SharedData.Path("datasets", "fsdd", "fsdd.tar.gz")), CompressionMode.Decompress);
        TarFile.ExtractToDirectory(packed, run.Folder, overwriteFiles: false);
        Assert.Equal(0, run.Start("SpokenDigits", "--data", run.Folder));
        Assert.StartsWith("2,700 sounds to train, 300 to test", run.Output, StringComparison.Ordinal);
        Assert.InRange(run.Number("test accuracy"), 0.93, 1);
    }

    [Fact]
    public void FashionIsLearned()
    {
        // Enough to see that it learns; the whole set takes a while, and docs/training.md has what comes of it.
        const int Pictures = 2_000;

        using SampleRun run = new();
        foreach ((string part, int count) in new[] { ("train", Pictures), ("t10k", Pictures / 4) })
        {
            Shorten($"{part}-images-idx3-ubyte", count, 28 * 28, 16);
            Shorten($"{part}-labels-idx1-ubyte", count, 1, 8);
        }

        Assert.Equal(0, run.Start("Fashion", "--data", run.Folder, "--epochs", "4"));
        Assert.InRange(run.Number("accuracy"), 0.6, 1);

        void Shorten(string name, int count, int length, int header)
        {
            using GZipStream packed = new(File.OpenRead(SharedData.Path("datasets", "fashion-mnist", $"{name}.gz")), CompressionMode.Decompress);
            byte[] bytes = new byte[header + count * length];
            packed.ReadExactly(bytes);
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), count);
            File.WriteAllBytes(Path.Combine(run.Folder, name), bytes);
        }
    }

    [Fact]
    public void FineTuningBeatsStartingFromScratch()
    {
        using SampleRun run = new();
        Assert.Equal(0, run.Start("FineTuning", "--data", SharedData.Path("datasets", "mnist")));
        double scratch = run.Number("accuracy from scratch"), tuned = run.Number("accuracy after fine-tuning");
        Assert.InRange(scratch, 0.75, 0.9);
        Assert.InRange(tuned, scratch + 0.03, 1);
        Assert.Contains("6 tensors loaded, 2 missing", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void CifarGoesOnWhereItWasKilled()
    {
        // 300 of the exact pictures, three epochs: what it has learned by then is little, but it is the same however it was reached.
        const int Record = 1 + 3 * 32 * 32;
        using SampleRun run = new();
        string train = Shorten("exact_train_4000.bin.gz", 300), test = Shorten("exact_test_1000.bin.gz", 100);
        string checkpoint = Path.Combine(run.Folder, "run.safetensors"), output = Path.Combine(run.Folder, "cifar.safetensors");
        string[] arguments = ["--train", train, "--test", test, "--epochs", "3", "--checkpoint", checkpoint, "--output", output];
        Assert.Equal(0, run.Start("Cifar", arguments));
        byte[] weights = File.ReadAllBytes(output);
        Assert.False(File.Exists(checkpoint));

        using (Process killed = run.StartServer("Cifar", arguments))
        {
            while (!File.Exists(checkpoint) && !killed.HasExited)
                Thread.Sleep(1);
            killed.Kill();
            killed.WaitForExit();
        }

        Assert.True(File.Exists(checkpoint));
        Assert.Equal(0, run.Start("Cifar", [.. arguments, "--threads", "1"]));
        Assert.Contains($"goes on from {checkpoint} after ", run.Output, StringComparison.Ordinal);
        Assert.Equal(weights, File.ReadAllBytes(output));

        string Shorten(string name, int count)
        {
            using GZipStream packed = new(File.OpenRead(SharedData.Path("datasets", "cifar10", name)), CompressionMode.Decompress);
            byte[] bytes = new byte[count * Record];
            packed.ReadExactly(bytes);
            string path = Path.Combine(run.Folder, name[..^3]);
            File.WriteAllBytes(path, bytes);
            return path;
        }
    }

    [Theory]
    [InlineData("Digits", "unknown option '--wat'; --help lists them", "--wat", "1")]
    [InlineData("Digits", "--epochs needs a value", "--epochs")]
    [InlineData("Segmentation", "--epochs needs a whole number of at least 1, not '0'", "--epochs", "0")]
    [InlineData("Cifar", "--data is missing, or --train and --test; --help lists the options")]
    [InlineData("Fashion", "--data is missing; --help lists the options")]
    [InlineData("SpokenDigits", "has 0 recordings to train and 0 to test; both are needed.", "--data", ".")]
    public void MistakesAreExplainedInOneLine(string sample, string message, params string[] arguments)
    {
        using SampleRun run = new();
        Assert.Equal(1, run.Start(sample, arguments));
        Assert.StartsWith($"{sample}: ", run.Errors, StringComparison.Ordinal);
        Assert.EndsWith(message, run.Errors.TrimEnd(), StringComparison.Ordinal);
        Assert.Single(run.Errors.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("Cifar")]
    [InlineData("Digits")]
    [InlineData("Fashion")]
    [InlineData("FineTuning")]
    [InlineData("ImageFilters")]
    [InlineData("Segmentation")]
    [InlineData("Service")]
    [InlineData("SpokenDigits")]
    public void HelpListsTheOptions(string sample)
    {
        using SampleRun run = new();
        Assert.Equal(0, run.Start(sample, "--help"));
        Assert.Contains($"usage: {sample}", run.Output, StringComparison.Ordinal);
        Assert.Contains("  --help", run.Output, StringComparison.Ordinal);
    }

    /// <summary>Reads a picture as others would: its header, and as many bytes as it says.</summary>
    private static byte[] ReadPng(string path, int expectedWidth, int expectedHeight)
    {
        byte[] file = File.ReadAllBytes(path);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], file[..8]);
        Assert.Equal("IHDR"u8, file.AsSpan(12, 4));
        int width = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(16)), height = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(20));
        Assert.Equal((expectedWidth, expectedHeight), (width, height));
        Assert.Equal("IDAT"u8, file.AsSpan(37, 4));
        int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(33));
        using ZLibStream lines = new(new MemoryStream(file, 41, length), CompressionMode.Decompress);
        using MemoryStream pixels = new();
        lines.CopyTo(pixels);
        Assert.Equal(height * (1 + 3 * width), pixels.Length);

        // The end chunk is the same in every file, its checksum too.
        Assert.Equal([0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82], file[(41 + length + 4)..]);

        // Each line begins with the number of its filter, 0 for none.
        return [.. pixels.ToArray().Where((_, i) => i % (1 + 3 * width) > 0)];
    }
}
