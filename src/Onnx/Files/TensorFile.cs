using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Protobuf;
using ConvGen.Onnx.Tensors;
using Google.Protobuf;

namespace ConvGen.Onnx.Files;

/// <summary>Reads files that hold one tensor, as ONNX's test data does: <c>input_0.pb</c>.</summary>
public static class TensorFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The tensor and its name, which may be empty.</returns>
    /// <exception cref="OnnxImportException">It is no tensor, or its data does not fit its shape.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static (string Name, OnnxTensor Tensor) Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        try
        {
            TensorProto tensor = TensorProto.Parser.ParseFrom(bytes);
            return (tensor.Name, new TensorDecoder(new(folder: null)).Decode(tensor));
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new OnnxImportException(ProblemCodes.Malformed, $"{path} is no tensor of ONNX: {error.Message}");
        }
    }
}
