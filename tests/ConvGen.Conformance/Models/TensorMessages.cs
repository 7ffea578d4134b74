using ConvGen.Conformance.Cases;
using ConvGen.Onnx.Protobuf;
using ConvGen.Onnx.Tensors;
using Google.Protobuf;

namespace ConvGen.Conformance.Models;

/// <summary>Tensors of a case as ONNX has them.</summary>
internal static class TensorMessages
{
    private static readonly Dictionary<string, TensorProto.Types.DataType> ElementTypes = new()
    {
        ["float32"] = TensorProto.Types.DataType.Float,
        ["float64"] = TensorProto.Types.DataType.Double,
        ["int32"] = TensorProto.Types.DataType.Int32,
        ["int64"] = TensorProto.Types.DataType.Int64,
        ["bool"] = TensorProto.Types.DataType.Bool,
    };

    /// <summary>A tensor with its numbers.</summary>
    public static TensorProto Constant(Tensor tensor) => new()
    {
        Name = tensor.Name,
        Dims = { tensor.Shape.Select(size => (long)size) },
        DataType = (int)ElementType(tensor),
        RawData = ByteString.CopyFrom(tensor.Bytes()),
    };

    /// <summary>Floats that no file has.</summary>
    public static TensorProto Constant(string name, params float[] values) =>
        new() { Name = name, DataType = (int)TensorProto.Types.DataType.Float, Dims = { Dims(values.Length) }, FloatData = { values } };

    /// <summary>Integers that no file has.</summary>
    public static TensorProto Constant(string name, params long[] values) =>
        new() { Name = name, DataType = (int)TensorProto.Types.DataType.Int64, Dims = { values.LongLength }, Int64Data = { values } };

    /// <summary>What an input or output is, without its numbers.</summary>
    public static ValueInfoProto Declaration(Tensor tensor)
    {
        TensorShapeProto shape = new();
        shape.Dim.AddRange(tensor.Shape.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }));
        return new() { Name = tensor.Name, Type = new() { TensorType = new() { ElemType = (int)ElementType(tensor), Shape = shape } } };
    }

    /// <summary>The value of an input that is given before the network runs.</summary>
    public static OnnxTensor Value(Tensor tensor) =>
        tensor.IsFloating ? new(tensor.Shape, tensor.Floats) : new OnnxTensor(tensor.Shape, tensor.Integers);

    // One number has no axis.
    private static long[] Dims(int length) => length == 1 ? [] : [length];

    private static TensorProto.Types.DataType ElementType(Tensor tensor) => ElementTypes.TryGetValue(tensor.ElementType, out var type)
        ? type
        : throw new CaseFormatException($"{tensor.Path}: tensor '{tensor.Name}' holds {tensor.ElementType}");
}
