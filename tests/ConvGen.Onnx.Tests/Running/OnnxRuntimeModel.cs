using Microsoft.ML.OnnxRuntime;

namespace ConvGen.Onnx.Tests.Running;

/// <summary>A model in ONNX Runtime.</summary>
internal sealed class OnnxRuntimeModel : IDisposable
{
    private readonly InferenceSession _session;

    /// <summary>Loads a model.</summary>
    public OnnxRuntimeModel(byte[] model)
    {
        using SessionOptions options = new() { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        _session = new(model, options);
    }

    /// <summary>Runs some examples.</summary>
    /// <param name="inputs">The numbers of each input, in its order.</param>
    /// <param name="examples">How many examples they are.</param>
    /// <returns>The numbers of each output, in its order.</returns>
    public IReadOnlyList<float[]> Run(IReadOnlyList<float[]> inputs, int examples)
    {
        List<OrtValue> values = [];
        foreach ((string name, float[] numbers) in _session.InputNames.Zip(inputs))
        {
            NodeMetadata port = _session.InputMetadata[name];
            long[] shape = [examples, .. port.Dimensions.Skip(1).Select(size => (long)size)];
            values.Add(port.ElementType == typeof(byte)
                ? OrtValue.CreateTensorValueFromMemory(numbers.Select(number => (byte)number).ToArray(), shape)
                : OrtValue.CreateTensorValueFromMemory(numbers, shape));
        }

        using RunOptions options = new();
        using IDisposableReadOnlyCollection<OrtValue> results =
            _session.Run(options, [.. _session.InputNames], values, [.. _session.OutputNames]);
        values.ForEach(value => value.Dispose());
        return [.. results.Select(result => result.GetTensorDataAsSpan<float>().ToArray())];
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();
}
