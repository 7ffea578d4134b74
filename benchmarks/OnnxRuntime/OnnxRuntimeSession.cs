using ConvGen.Benchmarks.Onnx;

namespace ConvGen.Benchmarks.OnnxRuntime;

/// <summary>An exported network in ONNX Runtime, reading and writing the same memory at every run.</summary>
internal sealed unsafe class OnnxRuntimeSession : IDisposable
{
    private readonly OnnxRuntimeApi _api;
    private readonly NativeText _inputName, _outputName;
    private readonly NativeFloats _input, _output;
    private readonly nint _session, _inputTensor, _outputTensor;

    /// <summary>Loads the network.</summary>
    /// <param name="api">The library.</param>
    /// <param name="file">The network.</param>
    /// <param name="threads">How many threads a layer may use.</param>
    public OnnxRuntimeSession(OnnxRuntimeApi api, OnnxFile file, int threads)
    {
        _api = api;
        _session = api.CreateSession(file.Path, threads);
        _inputName = new NativeText(file.Input);
        _outputName = new NativeText(file.Output);
        _input = new NativeFloats(file.InputShape);
        _output = new NativeFloats(file.OutputShape);
        _inputTensor = api.CreateTensor(_input.Pointer, file.InputShape);
        _outputTensor = api.CreateTensor(_output.Pointer, file.OutputShape);
    }

    /// <summary>What goes in.</summary>
    public Span<float> Input => _input.Span;

    /// <summary>What came out.</summary>
    public ReadOnlySpan<float> Output => _output.Span;

    /// <summary>Runs the network.</summary>
    public void Run() => _api.Run(_session, _inputName.Pointer, _inputTensor, _outputName.Pointer, _outputTensor);

    /// <inheritdoc/>
    public void Dispose()
    {
        _api.ReleaseTensor(_inputTensor);
        _api.ReleaseTensor(_outputTensor);
        _api.ReleaseSession(_session);
        _input.Dispose();
        _output.Dispose();
        _inputName.Dispose();
        _outputName.Dispose();
    }
}
