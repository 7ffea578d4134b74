extern alias runtime;
using ConvGen.Onnx.Exporting;
using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Protobuf;
using Google.Protobuf;
using AtomicFile = runtime::ConvGen.AtomicFile;
using INetwork = runtime::ConvGen.INetwork;

namespace ConvGen.Onnx;

/// <summary>Writes networks as ONNX models, which other runtimes run and Netron draws.</summary>
public static class OnnxExport
{
    /// <summary>
    /// Writes a network with its present weights as an ONNX model of opset 17. Examples are the first axis of every value, and their number
    /// is open; sizes are those that the class declares first. What only training does is left out.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="path">
    /// The file; an existing one is replaced once the new one is on disk, and keeps its permissions.
    /// </param>
    /// <exception cref="OnnxExportException">Layers have no counterpart in ONNX; lists all of them. Nothing is written.</exception>
    /// <exception cref="ArgumentException">The class of the network declares none by attributes.</exception>
    /// <exception cref="IOException">The file cannot be written; what there was is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is read-only, or its directory may not be written to.</exception>
    /// <exception cref="ObjectDisposedException">The network has been disposed.</exception>
    public static void SaveOnnx(this INetwork network, string path)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(path);
        ModelProto model = NetworkExporter.Export(network);
        AtomicFile.Write(path, stream => model.WriteTo(stream));
    }

    /// <summary>Writes the same to a stream.</summary>
    /// <param name="network">The network.</param>
    /// <param name="stream">Where to write.</param>
    /// <exception cref="OnnxExportException">Layers have no counterpart in ONNX; lists all of them. Nothing is written.</exception>
    /// <exception cref="ArgumentException">The class of the network declares none by attributes.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    /// <exception cref="ObjectDisposedException">The network has been disposed.</exception>
    public static void SaveOnnx(this INetwork network, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        NetworkExporter.Export(network).WriteTo(stream);
    }
}
