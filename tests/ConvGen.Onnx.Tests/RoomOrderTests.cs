using ConvGen.Tests;

namespace ConvGen.Onnx.Tests;

/// <summary>The namespaces of the importer: each refers only to those below it.</summary>
public sealed class RoomOrderTests
{
    [Fact]
    public void NamespacesReferToThoseBelowThem() => RoomOrder.Check(
        typeof(OnnxImporter).Assembly,
        "ConvGen.Onnx.Problems",
        "ConvGen.Onnx.Tensors",
        "ConvGen.Onnx.Protobuf",
        "ConvGen.Onnx.Files",
        "ConvGen.Onnx.Graphs",
        "ConvGen.Onnx.Normalising",
        "ConvGen.Onnx.Folding",
        "ConvGen.Onnx.Patterns",
        "ConvGen.Onnx.Mapping",
        "ConvGen.Onnx.Naming",
        "ConvGen.Onnx.Declarations",
        "ConvGen.Onnx");
}
