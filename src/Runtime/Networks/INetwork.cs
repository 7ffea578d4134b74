namespace ConvGen;

/// <summary>What every generated network offers, for code that works with any of them.</summary>
public interface INetwork : IDisposable
{
    /// <summary>What is known at compile time about the network.</summary>
    NetworkInfo Info { get; }

    /// <summary>Every parameter tensor by name, in the order of weight files.</summary>
    ParameterCollection Parameters { get; }

    /// <summary>The elements of one example.</summary>
    int InputLength { get; }

    /// <summary>The floats of one result.</summary>
    int OutputLength { get; }

    /// <summary>Measures the steps of <see cref="Forward"/> while it is set; null, as it is at first, measures nothing.</summary>
    NetworkProfile? Profile { get; set; }

    /// <summary>
    /// Runs one or more examples through the network, allocating nothing. A network that declares bytes takes them here as the floats 0 to
    /// 255, and has an overload for bytes beside.
    /// </summary>
    /// <param name="input">
    /// The examples in the layout of the network's <see cref="InputAttribute"/>, planar unless it says otherwise, one after another. With
    /// several inputs, all examples of the first, then all of the next.
    /// </param>
    /// <param name="output">
    /// Where the results go, planar, one after another; as many as there are examples. With several outputs, all results of the first, then
    /// all of the next.
    /// </param>
    /// <exception cref="ArgumentException">A length does not fit, or the spans overlap.</exception>
    /// <exception cref="InvalidOperationException">The network is running on another thread.</exception>
    /// <exception cref="ObjectDisposedException">The network has been disposed.</exception>
    void Forward(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>
    /// Makes another context over the same weights, which runs beside the network's own and its other ones: one for each thread. Of a
    /// generated network it is its class's <c>Context</c>.
    /// </summary>
    /// <returns>A context to be disposed when its thread is done; disposing the network closes it too.</returns>
    /// <exception cref="OutOfMemoryException">There is not enough memory; nothing is left allocated.</exception>
    /// <exception cref="ObjectDisposedException">The network has been disposed.</exception>
    InferenceContext CreateContext();

    /// <summary>Writes the parameters to a safetensors file: to a temporary file beside it, which then takes its place.</summary>
    /// <param name="path">
    /// The file; an existing one is replaced once the new one is on disk, and keeps its permissions. A symbolic link stays, and the file
    /// that it leads to is written.
    /// </param>
    /// <exception cref="IOException">
    /// The file cannot be written, or is a directory, a device or a pipe; what there was is as it was.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">The file is read-only, or its directory may not be written to.</exception>
    /// <exception cref="ObjectDisposedException">The network has been disposed.</exception>
    void Save(string path);

    /// <summary>Writes the parameters to a stream in safetensors format.</summary>
    /// <param name="stream">Where to write.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    /// <exception cref="ObjectDisposedException">The network has been disposed.</exception>
    void Save(Stream stream);
}
