using System.Buffers.Binary;
using System.Text;
using ConvGen.Engine;
using ConvGen.Tests;
using ConvGen.Weights;

namespace ConvGen.Runtime.Tests.Weights;

public class SafetensorsTests
{
    [Fact]
    public void FileComesBackAsItWasSaved()
    {
        using var culture = new HostileCulture();
        using var folder = new TemporaryFolder();
        using var store = Store.Create(options: new NetworkOptions { Seed = 1, Threads = 1 });
        store.Parameters["conv1.bias"].Set([float.NaN, float.NegativeInfinity]);
        store.Parameters["bn1.bias"].Set([float.Epsilon, -0f]);
        WeightFile.Save(store, folder.File("net.safetensors"));

        using var loaded = Store.Create(options: new NetworkOptions { Seed = 2, Threads = 1 });
        WeightFile.Load(loaded, folder.File("net.safetensors"));
        Assert.Equal(Bits(store), Bits(loaded));
        Assert.Equal(["net.safetensors"], Directory.GetFiles(folder.Root).Select(Path.GetFileName));
    }

    [Fact]
    public void HeaderIsWhatOtherReadersExpect()
    {
        using var store = SafetensorsFile.StoreOfOne();
        store.Parameters["w"].Set([1, -2]);
        byte[] file = SafetensorsFile.Save(store);
        int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        Assert.Equal(0, length % 8);
        Assert.Equal(
            """{"__metadata__":{"format":"pt"},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""",
            Encoding.UTF8.GetString(file, 8, length).TrimEnd(' '));
        Assert.Equal([0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0], file[(8 + length)..]);
    }

    [Fact]
    public void StreamIsReadToTheEndOfItsTensorsAndNoFurther()
    {
        using var store = Store.Create();
        byte[] file = SafetensorsFile.Save(store);
        using var stream = new TrickleStream([.. file, 1, 2, 3]);
        WeightFile.Load(store, stream);
        Assert.Equal(1, stream.ReadByte());
    }

    [Theory]
    [InlineData("F32", new byte[] { 0, 0, 0xC0, 0x3F, 0, 0, 0x80, 0xFF })]
    [InlineData("F16", new byte[] { 0, 0x3E, 0, 0xFC })]
    [InlineData("BF16", new byte[] { 0xC0, 0x3F, 0x80, 0xFF })]
    [InlineData("F64", new byte[] { 0, 0, 0, 0, 0, 0, 0xF8, 0x3F, 0, 0, 0, 0, 0, 0, 0xF0, 0xFF })]
    public void EveryFloatingTypeIsConverted(string type, byte[] data)
    {
        using var store = SafetensorsFile.StoreOfOne();
        WeightFile.Load(store, new MemoryStream(SafetensorsFile.OfOne(type, "[2]", data)));
        Assert.Equal([1.5f, float.NegativeInfinity], store.Parameters["w"].Values.ToArray());
    }

    [Fact]
    public void HalvesAndDoublesAreRoundedAsTheyShouldBe()
    {
        using var store = SafetensorsFile.StoreOfOne();
        byte[] doubles = new byte[16];
        BinaryPrimitives.WriteDoubleLittleEndian(doubles, 0.1);
        BinaryPrimitives.WriteDoubleLittleEndian(doubles.AsSpan(8), 1e300);
        WeightFile.Load(store, new MemoryStream(SafetensorsFile.OfOne("F64", "[2]", doubles)));
        Assert.Equal([0.1f, float.PositiveInfinity], store.Parameters["w"].Values.ToArray());

        byte[] halves = [0x01, 0x00, 0xFF, 0x7B]; // the smallest subnormal and the largest half
        WeightFile.Load(store, new MemoryStream(SafetensorsFile.OfOne("F16", "[2]", halves)));
        Assert.Equal([5.9604645e-8f, 65504f], store.Parameters["w"].Values.ToArray());
    }

    [Fact]
    public void TensorsLongerThanTheBufferAreReadWhole()
    {
        using var store = Store.Create([new("w", [3, 70_001], TensorRole.Weight, 1, 1, false)]);
        float[] before = Store.Snapshot(store);
        byte[] file = SafetensorsFile.Save(store);
        store.Parameters["w"].Edit().Clear();
        WeightFile.Load(store, new TrickleStream(file));
        Assert.Equal(before, Store.Snapshot(store));
    }

    [Fact]
    public void OrderInTheFileDoesNotMatterAndCountersOfPyTorchAreIgnored()
    {
        using var store = Store.Create([new("a", [1], TensorRole.Bias, 1, 1, false), new("b", [], TensorRole.Bias, 1, 1, false)]);
        byte[] data = [.. BitConverter.GetBytes(7L), .. BitConverter.GetBytes(2f), .. BitConverter.GetBytes(1f)];
        WeightFile.Load(store, new MemoryStream(SafetensorsFile.Of(
            """
            {"b": {"shape": [], "dtype": "F32", "data_offsets": [8, 12]}, "a": {"data_offsets": [12, 16], "dtype": "F32", "shape": [1]},
             "bn1.num_batches_tracked": {"dtype": "I64", "shape": [], "data_offsets": [0, 8]}, "__metadata__": {"format": "pt"}}
            """,
            data)));
        Assert.Equal((1f, 2f), (store.Parameters["a"].Values[0], store.Parameters["b"].Values[0]));
    }

    [Fact]
    public void EveryProblemIsListedAndNothingChanges()
    {
        using var folder = new TemporaryFolder();
        using var store = Store.Create(options: new NetworkOptions { Seed = 4, Threads = 1 });
        float[] before = Store.Snapshot(store);
        using var other = Store.Create(
        [
            new("conv1.weight", [2, 3, 1], TensorRole.Weight, 1, 1, false),
            new("bn1.weight", [2], TensorRole.Scale, 1, 1, false),
            new("bn1.bias", [2], TensorRole.Shift, 1, 1, false),
            new("bn1.running_mean", [2], TensorRole.RunningMean, 1, 1, false),
            new("bn1.running_var", [3], TensorRole.RunningVariance, 1, 1, false),
            new("conv2.weight", [4], TensorRole.Weight, 1, 1, false),
            new("conv2.bias", [4], TensorRole.Bias, 1, 1, false),
        ]);
        string path = folder.File("other.safetensors");
        WeightFile.Save(other, path);

        var thrown = Assert.Throws<WeightFormatException>(() => WeightFile.Load(store, path));
        string[] expected =
        [
            "shape: 'conv1.weight' is [2, 3, 1] in the file, [2, 1, 3] in the network",
            "missing: 'conv1.bias' [2]",
            "shape: 'bn1.running_var' is [3] in the file, [2] in the network",
            "missing: 'fc1.weight' [3, 17]",
            "extra: 'conv2.weight' [4]",
            "extra: 'conv2.bias' [4]",
        ];
        Assert.Equal(expected, thrown.Problems);
        Assert.StartsWith($"{path} does not fit the network (6 problems):", thrown.Message, StringComparison.Ordinal);
        Assert.All(expected, problem => Assert.Contains(problem, thrown.Message, StringComparison.Ordinal));
        Assert.Equal(before, Store.Snapshot(store));
    }

    [Fact]
    public void TypesThatAreNotNumbersOfThisKindAreNamed()
    {
        using var store = SafetensorsFile.StoreOfOne();
        var thrown = Assert.Throws<WeightFormatException>(
            () => WeightFile.Load(store, new MemoryStream(SafetensorsFile.OfOne("I32", "[2]", new byte[8]))));
        Assert.Equal(["type: 'w' [2] is I32 in the file; F32, F16, BF16 and F64 can be read"], thrown.Problems);
    }

    [Fact]
    public void NetworksOfOthersHaveTheNamesTheyShould()
    {
        string path = SharedData.Path("models", "mnist-8-cnn", "weights.safetensors");
        using var store = Store.Create([new("no such tensor", [1], TensorRole.Bias, 1, 1, false)]);
        var thrown = Assert.Throws<WeightFormatException>(() => WeightFile.Load(store, path));
        Assert.Equal("missing: 'no such tensor' [1]", thrown.Problems[0]);
        Assert.True(thrown.Problems.Count > 4);
        Assert.All(thrown.Problems.Skip(1), problem => Assert.StartsWith("extra: ", problem, StringComparison.Ordinal));
    }

    private static int[] Bits(WeightStore store) => [.. Store.Snapshot(store).Select(BitConverter.SingleToInt32Bits)];
}
