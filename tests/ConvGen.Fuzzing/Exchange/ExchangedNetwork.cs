using System.Reflection;
using ConvGen.Onnx;
using ConvGen.Onnx.Protobuf;
using ConvGen.Onnx.Tests.Running;

namespace ConvGen.Fuzzing.Exchange;

/// <summary>A network that has been compiled, with weights and examples.</summary>
internal sealed class ExchangedNetwork : IDisposable
{
    private const int Examples = 2;

    private readonly INetwork _network;
    private readonly float[][] _inputs;

    private string[] _names = [];

    private ExchangedNetwork(INetwork network, float[][] inputs)
    {
        _network = network;
        _inputs = inputs;
    }

    /// <summary>A network of an assembly with random weights and examples.</summary>
    public static ExchangedNetwork Create(Assembly assembly, string className)
    {
        Type type = assembly.GetType(className, throwOnError: true)!;
        INetwork network = (INetwork)Activator.CreateInstance(type, Options)!;
        RandomNumbers.FillParameters(network);
        bool[] bytes = [.. type.GetCustomAttributes<InputAttribute>().Select(input => input.Element == InputElement.Byte)];
        float[][] inputs =
        [
            .. network.Info.Inputs.Select((input, i) => bytes[i]
                ? RandomNumbers.Bytes(Examples * input.Length, i)
                : RandomNumbers.Around(Examples * input.Length, i)),
        ];
        return new(network, inputs);
    }

    private static NetworkOptions Options => new() { Exact = true, Threads = 1, MaxVectorBits = 128 };

    /// <summary>Its ONNX model.</summary>
    public byte[] Export()
    {
        using MemoryStream stream = new();
        _network.SaveOnnx(stream);
        byte[] model = stream.ToArray();
        _names = [.. ModelProto.Parser.ParseFrom(model).Graph.Input.Select(input => input.Name)];
        return model;
    }

    /// <summary>Its results.</summary>
    public float[] Run() => Run(_network, _inputs);

    /// <summary>Its results when every input and weight is a little larger or smaller.</summary>
    /// <param name="seed">Where the random numbers start that say which.</param>
    public float[] RunDisturbed(int seed)
    {
        Random random = new(seed);
        float[][] weights = [.. _network.Parameters.Select(parameter => parameter.Values.ToArray())];
        for (int i = 0; i < weights.Length; i++)
        {
            _network.Parameters[i].Set(Disturbed(weights[i], random));
        }

        float[] results = Run(_network, [.. _inputs.Select(numbers => Disturbed(numbers, random))]);
        for (int i = 0; i < weights.Length; i++)
        {
            _network.Parameters[i].Set(weights[i]);
        }

        return results;
    }

    /// <summary>What ONNX Runtime makes of a model with the same examples.</summary>
    public float[] RunModel(byte[] model)
    {
        using OnnxRuntimeModel runtime = new(model);
        return [.. runtime.Run(_inputs, Examples).SelectMany(output => output)];
    }

    /// <summary>The results of another network with the same examples.</summary>
    /// <param name="assembly">The other's assembly.</param>
    /// <param name="className">Its class.</param>
    /// <param name="imported">Its weights.</param>
    public float[] RunOther(Assembly assembly, string className, ImportedNetwork imported)
    {
        using INetwork other = (INetwork)Activator.CreateInstance(assembly.GetType(className, throwOnError: true)!, Options)!;
        foreach (ImportedTensor tensor in imported.Weights)
        {
            other.Parameters[tensor.Name].Set(tensor.Values);
        }

        return Run(other, [.. imported.Inputs.Select(input => _inputs[Array.IndexOf(_names, input.OnnxName)])]);
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    private static float[] Run(INetwork network, float[][] inputs)
    {
        float[] results = new float[Examples * network.OutputLength];
        network.Forward([.. inputs.SelectMany(input => input)], results);
        return results;
    }

    // By two units in the last place.
    private static float[] Disturbed(float[] numbers, Random random) => [.. numbers.Select(
        number => random.Next(2) == 0 ? MathF.BitIncrement(MathF.BitIncrement(number)) : MathF.BitDecrement(MathF.BitDecrement(number)))];
}
