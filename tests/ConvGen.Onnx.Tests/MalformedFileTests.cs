using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Protobuf;
using Google.Protobuf;

namespace ConvGen.Onnx.Tests;

/// <summary>Files that are none, contradict themselves, or want what they must not have: one kind of exception, and little memory.</summary>
public sealed class MalformedFileTests
{
    private const long Megabyte = 1 << 20;

    /// <summary>The model that the tests change is right itself.</summary>
    [Fact]
    public void UnchangedModelIsImported() => Assert.Equal(4, Models.Import(Models.Small()).Declaration.Layers.Count);

    /// <summary>A file that ends anywhere.</summary>
    [Fact]
    public void TruncatedFileIsRefused()
    {
        byte[] bytes = Models.Small().ToByteArray();
        for (int length = 0; length < bytes.Length; length++)
        {
            ImportsOrIsRefused(bytes[..length]);
        }

        _ = Assert.Throws<OnnxImportException>(() => Models.Import(bytes[..(bytes.Length / 2)]));
    }

    /// <summary>A file with a few wrong bytes.</summary>
    [Fact]
    public void ChangedBytesAreRefusedOrImported()
    {
        byte[] bytes = Models.Small().ToByteArray();
        Random random = new(1);
        for (int round = 0; round < 3000; round++)
        {
            byte[] changed = [.. bytes];
            for (int i = random.Next(1, 4); i > 0; i--)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            ImportsOrIsRefused(changed);
        }
    }

    /// <summary>Two nodes that read each other.</summary>
    [Fact]
    public void CycleIsRefused() => Refused(model => model.Graph.Node[0].Input[0] = "f", ProblemCodes.Malformed, "cycle");

    /// <summary>A value that nothing computes.</summary>
    [Fact]
    public void MissingValueIsRefused() => Refused(model => model.Graph.Node[1].Input[0] = "nothing", ProblemCodes.Malformed, "'nothing'");

    /// <summary>Two nodes that compute one value.</summary>
    [Fact]
    public void ValueThatIsComputedTwiceIsRefused() =>
        Refused(model => model.Graph.Node[1].Output[0] = "c", ProblemCodes.Malformed, "computed twice");

    /// <summary>Sizes below 0, sizes whose product is too large, and fewer numbers than they say.</summary>
    [Theory]
    [InlineData(-2, 9)]
    [InlineData(1L << 40, 9)]
    [InlineData(3, 9)]
    public void ShapeThatDoesNotFitTheDataIsRefused(long size, long other) => Refused(
        model =>
        {
            model.Graph.Initializer[0].Dims.Clear();
            model.Graph.Initializer[0].Dims.AddRange([size, 1, 1, other]);
        },
        ProblemCodes.Malformed,
        "'w'");

    /// <summary>Typed data of the wrong length.</summary>
    [Fact]
    public void TypedDataOfWrongLengthIsRefused() =>
        Refused(model => model.Graph.Initializer[3].Int64Data.Add(7), ProblemCodes.Malformed, "has 3 numbers");

    /// <summary>Claims of gigabytes in files of a few bytes.</summary>
    [Fact]
    public void ClaimOfGigabytesTakesNoMemory()
    {
        ModelProto claimed = Models.Small();
        claimed.Graph.Initializer[0].Dims.Clear();
        claimed.Graph.Initializer[0].Dims.AddRange([1 << 15, 1 << 14, 1, 1]);
        ModelProto computed = Models.Of(Models.Node("ConstantOfShape", "y", ["s"]), [1, 1], new TensorProto
        {
            Name = "s",
            Dims = { 3 },
            DataType = (int)TensorProto.Types.DataType.Int64,
            Int64Data = { 1 << 20, 1 << 20, 1 << 20 },
        });

        // A field of bytes with a length of nearly 2 GB, and nothing behind it.
        byte[] field = [0x3a, 0xff, 0xff, 0xff, 0xff, 0x07, 0x2a, 0xf0, 0xff, 0xff, 0xff, 0x07, 0x4a, 0xe0, 0xff, 0xff, 0xff, 0x07, 1, 2];
        foreach (byte[] bytes in new[] { claimed.ToByteArray(), computed.ToByteArray(), field })
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            _ = Assert.Throws<OnnxImportException>(() => Models.Import(bytes));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * Megabyte);
        }
    }

    /// <summary>Messages inside messages without end.</summary>
    [Fact]
    public void DeepNestingIsRefused()
    {
        NodeProto node = Models.Node("If", "y", ["x"]);
        for (int i = 0; i < 200; i++)
        {
            node = new NodeProto { OpType = "If", Attribute = { new AttributeProto { Name = "g", G = new GraphProto { Node = { node } } } } };
        }

        byte[] bytes = Models.Of(node, [1, 1]).ToByteArray();
        _ = Assert.Throws<OnnxImportException>(() => Models.Import(bytes));
    }

    /// <summary>Functions that call themselves.</summary>
    [Fact]
    public void RecursiveFunctionIsRefused() => Refused(
        model =>
        {
            model.Functions.Add(new FunctionProto
            {
                Name = "Relu",
                Input = { "a" },
                Output = { "b" },
                Node = { new NodeProto { OpType = "Relu", Input = { "a" }, Output = { "b" } } },
            });
        },
        ProblemCodes.Malformed,
        "functions call each other");

    /// <summary>Data beside the file is read from the model's folder, and from nowhere else.</summary>
    [Theory]
    [InlineData("../secret.bin", "not a path inside")]
    [InlineData("a/../../secret.bin", "not a path inside")]
    [InlineData("/etc/passwd", "not a path inside")]
    [InlineData("", "not a path inside")]
    [InlineData("link.bin", "link")]
    [InlineData("linked/secret.bin", "link")]
    [InlineData("short.bin", "ends before")]
    [InlineData("missing.bin", "missing.bin")]
    [InlineData("data.bin", null)]
    public void DataBesideTheFileIsReadFromItsFolderOnly(string location, string? reason)
    {
        string root = Directory.CreateTempSubdirectory("convgen-onnx").FullName;
        try
        {
            string folder = Directory.CreateDirectory(Path.Combine(root, "model")).FullName;
            byte[] bytes = new byte[18 * sizeof(float)];
            File.WriteAllBytes(Path.Combine(root, "secret.bin"), bytes);
            File.WriteAllBytes(Path.Combine(folder, "data.bin"), bytes);
            File.WriteAllBytes(Path.Combine(folder, "short.bin"), bytes[1..]);
            File.CreateSymbolicLink(Path.Combine(folder, "link.bin"), Path.Combine(root, "secret.bin"));
            Directory.CreateSymbolicLink(Path.Combine(folder, "linked"), root);
            ModelProto model = Models.Small();
            TensorProto tensor = model.Graph.Initializer[0];
            tensor.RawData = ByteString.Empty;
            tensor.DataLocation = TensorProto.Types.DataLocation.External;
            tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = location });
            string path = Path.Combine(folder, "model.onnx");
            File.WriteAllBytes(path, model.ToByteArray());
            if (reason is null)
            {
                Assert.All(OnnxImporter.Import(path).Weights[0].Values, value => Assert.Equal(0, value));
                return;
            }

            OnnxImportException refused = Assert.Throws<OnnxImportException>(() => OnnxImporter.Import(path));
            Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    /// <summary>What is no file.</summary>
    [Fact]
    public void MissingFileIsRefused() =>
        _ = Assert.Throws<OnnxImportException>(() => OnnxImporter.Import(Path.Combine(Path.GetTempPath(), "no such model.onnx")));

    private static void Refused(Action<ModelProto> change, string code, string message)
    {
        ModelProto model = Models.Small();
        change(model);
        OnnxImportException refused = Assert.Throws<OnnxImportException>(() => Models.Import(model));
        Assert.Equal(code, refused.Problems[0].Code);
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    private static void ImportsOrIsRefused(byte[] bytes)
    {
        try
        {
            _ = Models.Import(bytes);
        }
        catch (OnnxImportException refused)
        {
            Assert.NotEmpty(refused.Problems);
        }
    }
}
