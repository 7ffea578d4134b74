using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Protobuf;
using Google.Protobuf;

namespace ConvGen.Onnx.Files;

/// <summary>Reads the messages of an ONNX file, within limits.</summary>
internal static class ModelFile
{
    // Protocol buffers end at 2 GB; larger models keep their data beside the file.
    private const long MaxBytes = int.MaxValue;
    private const int MaxDepth = 64;

    /// <summary>Reads a file.</summary>
    /// <exception cref="OnnxImportException">It cannot be read, or is no ONNX model.</exception>
    public static ModelProto Read(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw new OnnxImportException(ProblemCodes.Malformed, "it is a folder");
            }

            using FileStream stream = File.OpenRead(path);
            if (IsPointer(stream))
            {
                throw new OnnxImportException(ProblemCodes.Malformed, "it only stands for a file of Git LFS; `git lfs pull` brings that");
            }

            return Read(stream);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new OnnxImportException(ProblemCodes.Malformed, $"the file cannot be read: {error.Message}");
        }
    }

    private static bool IsPointer(FileStream stream)
    {
        ReadOnlySpan<byte> mark = "version https://git-lfs"u8;
        byte[] begin = new byte[mark.Length];
        int count = stream.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return begin.AsSpan(0, count).SequenceEqual(mark);
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <exception cref="OnnxImportException">It is no ONNX model.</exception>
    public static ModelProto Read(Stream stream)
    {
        if (stream.CanSeek && stream.Length - stream.Position > MaxBytes)
        {
            throw new OnnxImportException(ProblemCodes.Malformed, "the file is larger than 2 GB");
        }

        try
        {
            // A length that the file claims is compared with the bytes that there are before anything is allocated for it.
            using CodedInputStream input = CodedInputStream.CreateWithLimits(stream, (int)MaxBytes, MaxDepth);
            ModelProto model = ModelProto.Parser.ParseFrom(input);
            return model.Graph is { } graph && (graph.Node.Count > 0 || graph.Output.Count > 0)
                ? model
                : throw new OnnxImportException(ProblemCodes.Malformed, "there is no graph in it; is it an ONNX model?");
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new OnnxImportException(ProblemCodes.Malformed, $"it is no ONNX model: {error.Message}");
        }
    }
}
