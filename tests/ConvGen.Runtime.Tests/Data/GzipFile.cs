using System.IO.Compression;

namespace ConvGen.Runtime.Tests.Data;

/// <summary>Compressed files.</summary>
internal static class GzipFile
{
    public static byte[] Of(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return stream.ToArray();
    }
}
