using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ConvGen.Benchmarks.Measuring;

/// <summary>
/// The bound of layers that read each weight once: a loop that does nothing but sum up as many bytes of a network's parameters as a pass
/// reads of its weights.
/// </summary>
internal sealed class WeightStream
{
    private const int Independent = 8;

    private readonly (NetworkParameter Tensor, int Length)[] _tensors;
    private readonly Dictionary<string, long> _bytes = [];
    private readonly int _threads;

    /// <summary>Prepares the loop.</summary>
    public WeightStream(INetwork network, int threads)
    {
        _threads = threads;
        Dictionary<string, DenseAttribute> dense = DenseLayers(network);
        _tensors = [.. network.Parameters.Select(tensor => (tensor, tensor.Length / (IsHalf(tensor.Name) ? 2 : 1)))];
        foreach ((NetworkParameter tensor, int length) in _tensors.Where(entry => dense.ContainsKey(entry.Tensor.Name)))
        {
            _bytes.Add(tensor.Name[..tensor.Name.LastIndexOf('.')], (long)length * sizeof(float));
        }

        Contender = new ActionContender(Read);
        bool IsHalf(string name) => dense.TryGetValue(name, out DenseAttribute? layer) && layer.Weights == WeightPrecision.BFloat16;
    }

    /// <summary>Measures the loop.</summary>
    public ActionContender Contender { get; }

    /// <summary>What keeps the loop from being left out.</summary>
    internal static float Sink { get; private set; }

    /// <summary>The share of the loop's rate at which a layer reads its weights.</summary>
    /// <param name="layer">The layer's name.</param>
    /// <param name="seconds">Its time.</param>
    /// <param name="streaming">The loop's time.</param>
    /// <returns><see langword="null"/> for layers other than dense ones.</returns>
    public double? Fraction(string layer, double seconds, double streaming)
    {
        double all = _tensors.Sum(entry => (double)entry.Length * sizeof(float));
        return _bytes.TryGetValue(layer, out long bytes) ? bytes / seconds / (all / streaming) : null;
    }

    // By the names of their weights: attributes have the settings, the description has the names, both in source order.
    private static Dictionary<string, DenseAttribute> DenseLayers(INetwork network)
    {
        DenseAttribute[] declared = [.. network.GetType().GetCustomAttributes<DenseAttribute>(inherit: false)];
        LayerInfo[] described = [.. network.Info.Layers.Where(layer => layer.Kind + "Attribute" == nameof(DenseAttribute))];
        return declared.Length == described.Length
            ? described.Zip(declared).ToDictionary(layer => layer.First.Name + ".weight", layer => layer.Second)
            : throw new NotSupportedException($"The attributes of {network.Info.Name} are not its dense layers in order.");
    }

    private void Read()
    {
        if (_threads == 1)
        {
            ReadPart(0);
        }
        else
        {
            Parallel.For(0, _threads, ReadPart);
        }
    }

    private void ReadPart(int part)
    {
        float sum = 0;
        foreach ((NetworkParameter tensor, int length) in _tensors)
        {
            int from = (int)((long)length * part / _threads), to = (int)((long)length * (part + 1) / _threads);
            sum += Sum(tensor.Values[from..to]);
        }

        Sink = sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Sum(ReadOnlySpan<float> numbers)
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(numbers);
        Vector<float> a = default, b = a, c = a, d = a, e = a, f = a, g = a, h = a;
        for (; vectors.Length >= Independent; vectors = vectors[Independent..])
        {
            a += vectors[0];
            b += vectors[1];
            c += vectors[2];
            d += vectors[3];
            e += vectors[4];
            f += vectors[5];
            g += vectors[6];
            h += vectors[7];
        }

        // What is left is too little to matter.
        return Vector.Sum(a + b + c + d + e + f + g + h);
    }
}
