using System.ComponentModel;
using System.Reflection;

namespace ConvGen.Weights;

/// <summary>Reads and writes the parameters of a network as safetensors; for emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WeightFile
{
    /// <summary>Reads every parameter from a safetensors file; when anything does not fit, nothing changes.</summary>
    /// <param name="store">The parameters.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="WeightFormatException">The file is damaged, or its tensors are not those of the network.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="ObjectDisposedException">The network has been disposed.</exception>
    public static void Load(WeightStore store, string path)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(path);
        store.Transfer(() =>
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
            SafetensorsReader.Read(file, path, file.Length, store.Parameters, store.ValuesBuffer, store.HasContents);
        });
    }

    /// <summary>
    /// Reads every parameter from a stream in safetensors format, and no byte beyond; when anything does not fit, nothing changes.
    /// </summary>
    /// <param name="store">The parameters.</param>
    /// <param name="stream">Positioned at the start of the format's header.</param>
    /// <exception cref="WeightFormatException">The stream is damaged, or its tensors are not those of the network.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="ObjectDisposedException">The network has been disposed.</exception>
    public static void Load(WeightStore store, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(stream);
        store.Transfer(() => SafetensorsReader.Read(stream, "the stream", null, store.Parameters, store.ValuesBuffer, store.HasContents));
    }

    /// <summary>
    /// Reads every parameter of a new network from the resource of an assembly, else from a file beside the program. When that fails, the
    /// parameters are disposed.
    /// </summary>
    /// <param name="store">The parameters.</param>
    /// <param name="assembly">The assembly of the network's class.</param>
    /// <param name="file">The name of the resource, and of the file relative to <see cref="AppContext.BaseDirectory"/>.</param>
    /// <returns>The parameters.</returns>
    /// <exception cref="FileNotFoundException">There is neither such a resource nor such a file.</exception>
    /// <exception cref="WeightFormatException">The file is damaged, or its tensors are not those of the network.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static WeightStore LoadPretrained(WeightStore store, Assembly assembly, string file)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(assembly);
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            using Stream? resource = assembly.GetManifestResourceStream(file);
            string path = Path.Combine(AppContext.BaseDirectory, file);
            if (resource is not null)
            {
                Load(store, resource);
            }
            else if (File.Exists(path))
            {
                Load(store, path);
            }
            else
            {
                throw new FileNotFoundException(
                    $"The weights '{file}' are neither a resource of {assembly.GetName().Name} nor a file '{path}'.", path);
            }

            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Writes every parameter to a safetensors file: to a temporary file beside it, which then takes its place.</summary>
    /// <param name="store">The parameters.</param>
    /// <param name="path">
    /// The file; an existing one is replaced once the new one is on disk, and keeps its permissions. A symbolic link stays, and the file
    /// that it leads to is written.
    /// </param>
    /// <exception cref="IOException">
    /// The file cannot be written, or is a directory, a device or a pipe; what there was is as it was.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">The file is read-only, or its directory may not be written to.</exception>
    /// <exception cref="ObjectDisposedException">The network has been disposed.</exception>
    public static void Save(WeightStore store, string path)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(path);
        store.Transfer(() => AtomicFile.Write(path, stream => SafetensorsWriter.Write(stream, store.Parameters)));
    }

    /// <summary>Writes every parameter to a stream in safetensors format.</summary>
    /// <param name="store">The parameters.</param>
    /// <param name="stream">Where to write.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    /// <exception cref="ObjectDisposedException">The network has been disposed.</exception>
    public static void Save(WeightStore store, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(stream);
        store.Transfer(() => SafetensorsWriter.Write(stream, store.Parameters));
    }
}
