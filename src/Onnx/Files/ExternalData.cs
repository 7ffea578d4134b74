using System.Globalization;
using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Protobuf;

namespace ConvGen.Onnx.Files;

/// <summary>Tensor data in files beside the model. Nothing outside the model's folder is read.</summary>
/// <param name="folder">The model's folder; <see langword="null"/> where the model came from a stream.</param>
internal sealed class ExternalData(string? folder)
{
    private readonly SortedSet<string> _files = new(StringComparer.Ordinal);

    /// <summary>The files that have been read, in order of their paths.</summary>
    public IReadOnlyCollection<string> Files => _files;

    /// <summary>The bytes of a tensor.</summary>
    /// <param name="tensor">A tensor whose data is external.</param>
    /// <param name="length">How many bytes its shape needs.</param>
    public byte[] Read(TensorProto tensor, long length)
    {
        Dictionary<string, string> entries = [];
        foreach (StringStringEntryProto entry in tensor.ExternalData)
        {
            entries[entry.Key] = entry.Value;
        }

        string location = entries.GetValueOrDefault("location", string.Empty);
        long offset = Number(entries, "offset", tensor) ?? 0;
        long given = Number(entries, "length", tensor) ?? length;
        if (given != length || offset < 0)
        {
            throw Refuse(tensor, $"{given} bytes from {offset} on are named, its shape needs {length}");
        }

        string path = Resolve(tensor, location);
        try
        {
            using FileStream stream = File.OpenRead(path);
            _files.Add(path);
            if (offset > stream.Length - length)
            {
                throw Refuse(tensor, $"'{location}' ends before byte {offset} + {length}");
            }

            byte[] bytes = new byte[length];
            stream.Position = offset;
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Refuse(tensor, error.Message);
        }
    }

    private static long? Number(Dictionary<string, string> entries, string key, TensorProto tensor)
    {
        if (!entries.TryGetValue(key, out string? text))
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw Refuse(tensor, $"{key} '{text}' is no number");
    }

    private string Resolve(TensorProto tensor, string location)
    {
        if (folder is null)
        {
            throw Refuse(tensor, "a model that is read from a stream has no folder for it; import the file by its path");
        }

        string[] parts = location.Split('/', '\\');
        bool isInside = location.Length > 0 && !Path.IsPathRooted(location)
            && parts.All(part => part.Length > 0 && part != ".." && !part.Contains(':') && !part.Contains('\0'));
        if (!isInside)
        {
            throw Refuse(tensor, $"'{location}' is not a path inside the model's folder");
        }

        string path = Path.GetFullPath(folder);
        foreach (string part in parts)
        {
            path = Path.Combine(path, part);
            FileSystemInfo entry = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
            if (entry.LinkTarget is not null)
            {
                throw Refuse(tensor, $"'{location}' is a link, or behind one");
            }
        }

        return path;
    }

    private static OnnxImportException Refuse(TensorProto tensor, string message) =>
        new(ProblemCodes.ExternalData, $"the data of '{tensor.Name}' beside the file: {message}");
}
