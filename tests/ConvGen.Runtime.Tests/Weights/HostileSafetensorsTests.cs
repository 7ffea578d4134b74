using System.Text;
using ConvGen.Engine;
using ConvGen.Weights;

namespace ConvGen.Runtime.Tests.Weights;

public class HostileSafetensorsTests
{
    public static TheoryData<string, string> Headers => new()
    {
        { "", "the header is not valid JSON" },
        { "[]", "the header must be a JSON object" },
        { "{", "the header is not valid JSON" },
        { "{} {}", "the header is not valid JSON" },
        { """{"w":1}""", "tensor 'w' must be a JSON object" },
        { """{"w":{}}""", "tensor 'w' needs dtype, shape and data_offsets" },
        { """{"w":{"dtype":"F32","shape":[2]}}""", "tensor 'w' needs dtype, shape and data_offsets" },
        { """{"w":{"dtype":3,"shape":[2],"data_offsets":[0,8]}}""", "the dtype of tensor 'w' must be a JSON string" },
        { """{"w":{"dtype":"F33","shape":[2],"data_offsets":[0,8]}}""", "unknown dtype 'F33'" },
        { """{"w":{"dtype":"F32","shape":2,"data_offsets":[0,8]}}""", "the shape of tensor 'w' must be a JSON array" },
        { """{"w":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "integers that are not negative" },
        { """{"w":{"dtype":"F32","shape":[NaN],"data_offsets":[0,8]}}""", "the header is not valid JSON" },
        { """{"w":{"dtype":"F32","shape":["NaN"],"data_offsets":[0,8]}}""", "integers that are not negative" },
        { """{"w":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}""", "integers that are not negative" },
        { """{"w":{"dtype":"F32","shape":[[2]],"data_offsets":[0,8]}}""", "the header is not valid JSON" },
        { """{"w":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]}}""", "integers that are not negative" },
        { """{"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", "takes 12 bytes but has 8" },
        { """{"w":{"dtype":"F32","shape":[4611686018427387905,4],"data_offsets":[0,8]}}""", "but has 8" },
        { """{"w":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", "a begin and an end" },
        { """{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,4,8]}}""", "a begin and an end" },
        { """{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "has 'w' twice" },
        { """{"w":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "has 'dtype' twice" },
        { """{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"v":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "overlaps 'w'" },
        { """{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"v":{"dtype":"F32","shape":[0],"data_offsets":[8,8]}}""", "leaves a gap after 'w'" },
        { """{"w":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", "leaves a gap after the header" },
        { """{"\ud800":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "the header is not valid JSON" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public void WrongHeaderIsExplained(string header, string message) => AssertRejected(SafetensorsFile.Of(header, new byte[8]), message);

    [Theory]
    [InlineData("504B030414000000", "a zip archive, as PyTorch's torch.save (.pt, .pth)", "export_state_dict.py, or for Keras export_keras_weights.py,")]
    [InlineData("80028A0A6CFC9C46", "a Python pickle", "export_state_dict.py")]
    [InlineData("894844460D0A1A0A", "an HDF5 file, as Keras", "export_keras_weights.py")]
    [InlineData("4747554603000000", "a GGUF file", null)]
    [InlineData("934E554D50590100", "a NumPy array", "export_state_dict.py")]
    public void OtherFormatsAreCalledByTheirNames(string start, string name, string? script)
    {
        using var store = Store.Create();
        using var folder = new TemporaryFolder();
        string path = folder.Write("net.pt", [.. Convert.FromHexString(start), .. new byte[100]]);
        var thrown = Assert.Throws<WeightFormatException>(() => WeightFile.Load(store, path));
        Assert.StartsWith($"{path} is not a safetensors file but {name}", thrown.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            script is null ? ". Export the weights as safetensors." : $". Export the weights as safetensors; {script} of ConvGen's documentation does that.",
            thrown.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void DeepHeaderIsRejectedWithoutDescending()
    {
        string deep = string.Concat(Enumerable.Repeat("{\"a\":", 100_000));
        AssertRejected(SafetensorsFile.Of(deep, []), "the header is not valid JSON");
    }

    [Fact]
    public void InvalidTextIsRejected()
    {
        byte[] header = Encoding.Latin1.GetBytes("{\"\u00ff\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}");
        AssertRejected(SafetensorsFile.Of(header, new byte[8]), "the header is not valid JSON");
    }

    [Theory]
    [InlineData(ulong.MaxValue, "is not a safetensors file: its header would have 18446744073709551615 bytes")]
    [InlineData(100_000_001UL, "is not a safetensors file: its header would have 100000001 bytes")]
    [InlineData(100_000_000UL, "is truncated: its header has 100000000 bytes, and only 4 follow")]
    public void HugeHeaderLengthAllocatesNothingOfThatSize(ulong length, string message)
    {
        byte[] file = [.. BitConverter.GetBytes(length), 1, 2, 3, 4];
        long before = GC.GetAllocatedBytesForCurrentThread();
        AssertRejected(file, message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
    }

    [Fact]
    public void EveryTruncationIsRejected()
    {
        byte[] file = GoodFile();
        for (int length = 0; length < file.Length; length++)
        {
            AssertRejected(file[..length], "");
        }
    }

    [Fact]
    public void ANetworkThatWasToBeLoadedStaysEmptyWhenItsFileEnds()
    {
        byte[] file = GoodFile();
        using var store = new WeightStore(
            [new("w", [2], TensorRole.Weight, 1, 1, false)], 16, static (ref float _, ref float _, bool _, PackShare _) => { }, new NetworkOptions { Threads = 1 }, initialize: false);
        Assert.Throws<WeightFormatException>(() => WeightFile.Load(store, new MemoryStream(file, 0, file.Length - 1)));
        Assert.All(Store.Snapshot(store), value => Assert.Equal(0, value));
        WeightFile.Load(store, new MemoryStream(file));
        Assert.Contains(Store.Snapshot(store), value => value != 0);
    }

    [Fact]
    public void TrailingBytesOfAFileAreRejected()
    {
        using var folder = new TemporaryFolder();
        using var store = SafetensorsFile.StoreOfOne();
        string path = folder.Write("long.safetensors", [.. GoodFile(), 0]);
        Assert.Contains("has trailing bytes", Assert.Throws<WeightFormatException>(() => WeightFile.Load(store, path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void HostileNamesDoNotFillTheMessage()
    {
        string name = new('x', 1_000_000);
        byte[] file = SafetensorsFile.Of($$$"""{"{{{name}}}\n":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", new byte[8]);
        using var store = SafetensorsFile.StoreOfOne();
        var thrown = Assert.Throws<WeightFormatException>(() => WeightFile.Load(store, new MemoryStream(file)));
        Assert.InRange(thrown.Message.Length, 100, 1000);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".num_batches_tracked")]
    public void ManyTensorsTakeMemoryInProportionToTheHeader(string suffix)
    {
        var tensors = Enumerable.Range(0, 20_000).Select(i => $$$"""{"{{{i:x}}}{{{suffix}}}":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}"""[1..^1]);
        byte[] file = SafetensorsFile.Of("{" + string.Join(',', tensors) + "}", []);
        using var store = SafetensorsFile.StoreOfOne();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<WeightFormatException>(() => WeightFile.Load(store, new MemoryStream(file)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 * file.Length);
    }

    private static byte[] GoodFile()
    {
        using var store = SafetensorsFile.StoreOfOne();
        store.Parameters["w"].Set([1, 2]);
        return SafetensorsFile.Save(store);
    }

    /// <summary>The same file is rejected from disk and from a stream of unknown length, and nothing changes.</summary>
    private static void AssertRejected(byte[] file, string message)
    {
        using var folder = new TemporaryFolder();
        using var store = SafetensorsFile.StoreOfOne();
        float[] before = Store.Snapshot(store);
        string path = folder.Write("bad.safetensors", file);
        var fromFile = Assert.Throws<WeightFormatException>(() => WeightFile.Load(store, path));
        var fromStream = Assert.Throws<WeightFormatException>(() => WeightFile.Load(store, new TrickleStream(file)));
        Assert.Contains(message, fromFile.Message, StringComparison.Ordinal);
        Assert.Contains(message, fromStream.Message, StringComparison.Ordinal);
        Assert.StartsWith(path, fromFile.Message, StringComparison.Ordinal);
        Assert.Equal(before, Store.Snapshot(store));
    }
}
