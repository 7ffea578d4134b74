using ConvGen.Benchmarks.Measuring;
using Microsoft.ML.OnnxRuntime;

namespace ConvGen.Benchmarks.OnnxRuntime;

/// <summary>A model in ONNX Runtime that reads and writes the same memory at every run.</summary>
internal sealed class OnnxRuntimeSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _options = new();
    private readonly List<OrtValue> _values = [];

    /// <summary>Loads a model, runs it once, and binds its memory.</summary>
    /// <param name="path">The file.</param>
    /// <param name="threads">How many threads an operator may use.</param>
    /// <param name="inputs">The numbers of each input, in its order.</param>
    /// <param name="shapes">The shapes of the inputs; <see langword="null"/> for those of the file, with open sizes of 1.</param>
    /// <exception cref="NotSupportedException">An input or output is not of floats.</exception>
    public OnnxRuntimeSession(string path, int threads, IReadOnlyList<float[]> inputs, IReadOnlyList<IReadOnlyList<int>>? shapes = null)
    {
        _session = Open(path, threads);
        _binding = _session.CreateIoBinding();
        RequireFloats(_session.InputMetadata);
        RequireFloats(_session.OutputMetadata);
        for (int i = 0; i < inputs.Count; i++)
        {
            string name = _session.InputNames[i];
            IEnumerable<int> shape = shapes?[i] ?? _session.InputMetadata[name].Dimensions.Select(size => Math.Max(size, 1));
            _binding.BindInput(name, Bound(inputs[i], [.. shape.Select(size => (long)size)]));
        }

        Outputs = Bind();
    }

    /// <summary>The results of the last run, each in its order.</summary>
    public IReadOnlyList<float[]> Outputs { get; }

    /// <summary>Loads a model, and answers once for numbers that are the same at every run.</summary>
    /// <param name="path">The file, with one input and one output.</param>
    /// <param name="threads">How many threads an operator may use.</param>
    public static float[] Answer(string path, int threads)
    {
        using InferenceSession session = Open(path, threads);
        long[] shape = [.. session.InputMetadata[session.InputNames[0]].Dimensions.Select(size => (long)Math.Max(size, 1))];
        float[] input = RandomNumbers.Inputs((int)shape.Aggregate(1L, (product, size) => product * size));
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(input, shape);
        using RunOptions options = new();
        using IDisposableReadOnlyCollection<OrtValue> results = session.Run(options, session.InputNames, [value], session.OutputNames);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <summary>Runs the model.</summary>
    public void Run() => _session.RunWithBinding(_options, _binding);

    /// <inheritdoc/>
    public void Dispose()
    {
        _binding.Dispose();
        _values.ForEach(value => value.Dispose());
        _options.Dispose();
        _session.Dispose();
    }

    // Everything else is as ONNX Runtime has it by default: its threads spin between runs.
    private static InferenceSession Open(string path, int threads)
    {
        using SessionOptions options = new()
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        return new InferenceSession(path, options);
    }

    // The sizes of results are known once there are some.
    private float[][] Bind()
    {
        foreach (string name in _session.OutputNames)
        {
            _binding.BindOutputToDevice(name, OrtMemoryInfo.DefaultInstance);
        }

        Run();
        List<float[]> outputs = [];
        using IDisposableReadOnlyCollection<OrtValue> results = _binding.GetOutputValues();
        foreach ((string name, OrtValue result) in _session.OutputNames.Zip(results))
        {
            float[] output = result.GetTensorDataAsSpan<float>().ToArray();
            outputs.Add(output);
            _binding.BindOutput(name, Bound(output, result.GetTensorTypeAndShape().Shape));
        }

        return [.. outputs];
    }

    private OrtValue Bound(float[] numbers, long[] shape)
    {
        var value = OrtValue.CreateTensorValueFromMemory(numbers, shape);
        _values.Add(value);
        return value;
    }

    private static void RequireFloats(IReadOnlyDictionary<string, NodeMetadata> ports)
    {
        foreach ((string name, NodeMetadata port) in ports)
        {
            if (port.OnnxValueType != OnnxValueType.ONNX_TYPE_TENSOR || port.ElementType != typeof(float))
            {
                throw new NotSupportedException($"'{name}' is not a tensor of floats.");
            }
        }
    }
}
