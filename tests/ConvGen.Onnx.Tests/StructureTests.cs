using ConvGen.Tests;

namespace ConvGen.Onnx.Tests;

/// <summary>The order of the importer's namespaces, and the length of its lines.</summary>
public sealed class StructureTests
{
    /// <summary>Bytes become messages, a graph, one meaning, constants and shapes, patterns, layers, a declaration.</summary>
    [Fact]
    public void NamespacesReferToThoseBelowThem() => RoomOrder.Check(
        typeof(OnnxImporter).Assembly,
        "ConvGen.Onnx.Problems",
        "ConvGen.Onnx.Reading",
        "ConvGen.Onnx.Protobuf",
        "ConvGen.Onnx.Tensors",
        "ConvGen.Onnx.Files",
        "ConvGen.Onnx.Graphs",
        "ConvGen.Onnx.Normalising",
        "ConvGen.Onnx.Folding",
        "ConvGen.Onnx.Patterns",
        "ConvGen.Onnx.Mapping",
        "ConvGen.Onnx.Naming",
        "ConvGen.Onnx.Declarations",
        "ConvGen.Onnx.Exporting",
        "ConvGen.Onnx");

    /// <summary>Lines fit.</summary>
    [Theory]
    [InlineData("src/Onnx")]
    [InlineData("src/Tool")]
    [InlineData("src/Compiler")]
    public void NoLineIsTooLong(string folder) => SourceLines.Check(folder);
}
