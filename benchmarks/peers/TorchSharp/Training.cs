using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace ConvGen.Benchmarks.Peers;

/// <summary>SGD steps on one minibatch.</summary>
internal sealed class Training : IDisposable
{
    private const double LearningRate = 0.01;

    private readonly nn.Module<Tensor, Tensor> _network;
    private readonly Tensor _inputs;
    private readonly Tensor _classes;
    private readonly optim.Optimizer _optimizer;

    /// <summary>Loads weights and examples.</summary>
    /// <param name="network">The network.</param>
    /// <param name="weights">A safetensors file.</param>
    /// <param name="examples">A file of raw floats: a minibatch, then its classes.</param>
    /// <param name="batch">The examples of the minibatch.</param>
    public Training(TorchNetwork network, string weights, string examples, int batch)
    {
        _network = network.Modules;
        Load(_network, weights);
        float[] numbers = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(examples)).ToArray();
        _inputs = tensor(numbers[..^batch]).reshape([batch, .. network.InputShape]);
        _classes = tensor(Array.ConvertAll(numbers[^batch..], number => (long)number));
        _network.train();
        _optimizer = optim.SGD(_network.parameters(), LearningRate);
    }

    /// <summary>Makes a step and tells the loss before it.</summary>
    public float Step()
    {
        using DisposeScope scope = NewDisposeScope();
        _optimizer.zero_grad();
        Tensor loss = nn.functional.cross_entropy(_network.forward(_inputs), _classes);
        loss.backward();
        _optimizer.step();
        return loss.item<float>();
    }

    /// <summary>Makes steps for so many seconds and tells the milliseconds of each.</summary>
    public IEnumerable<double> Measure(double seconds)
    {
        Step();
        long begin = Stopwatch.GetTimestamp();
        do
        {
            long start = Stopwatch.GetTimestamp();
            Step();
            yield return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        while (Stopwatch.GetElapsedTime(begin).TotalSeconds < seconds);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimizer.Dispose();
        _classes.Dispose();
        _inputs.Dispose();
        _network.Dispose();
    }

    private static void Load(nn.Module network, string path)
    {
        byte[] file = File.ReadAllBytes(path);
        int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        using var header = JsonDocument.Parse(file.AsMemory(sizeof(ulong), length));
        Dictionary<string, Tensor> state = network.state_dict();
        using IDisposable unrecorded = no_grad();
        foreach (JsonProperty entry in header.RootElement.EnumerateObject().Where(entry => entry.Name != "__metadata__"))
        {
            if (!state.Remove(entry.Name, out Tensor? parameter))
            {
                throw new InvalidDataException($"The network has no tensor '{entry.Name}'.");
            }

            int[] offsets = [.. entry.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt32())];
            ReadOnlySpan<byte> bytes = file.AsSpan(sizeof(ulong) + length)[offsets[0]..offsets[1]];
            using Tensor values = tensor(MemoryMarshal.Cast<byte, float>(bytes).ToArray());
            parameter.copy_(values.reshape(parameter.shape));
        }

        string[] missing = [.. state.Keys.Where(name => !name.EndsWith("num_batches_tracked", StringComparison.Ordinal))];
        if (missing.Length > 0)
        {
            throw new InvalidDataException($"The file has no tensors {string.Join(", ", missing)}.");
        }
    }
}
