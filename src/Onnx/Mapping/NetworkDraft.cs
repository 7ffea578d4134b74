using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Normalisation;
using ConvGen.Model.Layers.Reshaping;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Onnx.Problems;

namespace ConvGen.Onnx.Mapping;

/// <summary>The layers of the network that is being made. Every layer is inferred when it is added, so that what does not fit is known at
/// its node.</summary>
internal sealed class NetworkDraft
{
    private readonly List<DraftLayer> _layers = [];

    // By a constant of the file, what has been made of it.
    private readonly Dictionary<float[], List<float[]>> _made = new(ReferenceEqualityComparer.Instance);

    /// <summary>The layers, each after those that it reads.</summary>
    public IReadOnlyList<DraftLayer> Layers => _layers;

    /// <summary>The ONNX value that layers are being made for.</summary>
    public string Origin { get; set; } = string.Empty;

    /// <summary>Adds a layer that reads one value.</summary>
    public LayerValue Add(Layer layer, LayerValue read, params float[][] weights) => Add(layer, [read], weights);

    /// <summary>Adds a layer.</summary>
    /// <param name="layer">The kind and its settings.</param>
    /// <param name="reads">What it reads.</param>
    /// <param name="weights">Its tensors, in the order of the weight file.</param>
    /// <exception cref="RefusalException">It does not fit.</exception>
    public LayerValue Add(Layer layer, IReadOnlyList<LayerValue> reads, params float[][] weights)
    {
        List<Problem> problems = [];
        layer.CheckValues(layer.Kind, problems);
        Inference? inference = problems.Count > 0 ? null : layer.Infer(layer.Kind, [.. reads.Select(read => read.Shape)], problems);
        if (inference is null)
        {
            string reasons = string.Join("; ", problems.Select(ProblemMessages.MessageWithId));
            throw RefusalException.Setting($"the layer {layer.Kind} does not fit: {reasons}");
        }

        bool isComplete = inference.Parameters.Count == weights.Length
            && !inference.Parameters.Where((tensor, i) => tensor.Length != weights[i].Length).Any();
        if (!isComplete)
        {
            throw RefusalException.Shapes(
                $"{layer.Kind} has tensors of {string.Join(", ", inference.Parameters.Select(tensor => tensor.Length))} numbers, "
                + $"the file has {string.Join(", ", weights.Select(weight => weight.Length))}");
        }

        _layers.Add(new(layer, [.. reads.Select(read => read.Layer)], inference.Shape, weights, Origin));
        return new(_layers.Count - 1, inference.Shape);
    }

    /// <summary>
    /// The numbers that are made of a constant; those that were made of it before, where they are the same, so that layers share them.
    /// </summary>
    /// <param name="constant">The constant's own numbers.</param>
    /// <param name="numbers">What was made of them.</param>
    public float[] MadeOf(float[] constant, float[] numbers)
    {
        if (!_made.TryGetValue(constant, out List<float[]>? before))
        {
            _made[constant] = before = [constant];
        }

        float[]? same = before.Find(other => other.AsSpan().SequenceEqual(numbers));
        if (same is null)
        {
            before.Add(numbers);
        }

        return same ?? numbers;
    }

    /// <summary>Declares an input anew: what is done with its elements.</summary>
    public void Declare(int place, InputLayer input) => _layers[place] = _layers[place] with { Layer = input };

    /// <summary>
    /// The input whose numbers a value has in the same order, each changed by itself; <see langword="null"/> where it is none.
    /// </summary>
    public int? InputBehind(LayerValue value)
    {
        int place = value.Layer;
        while (_layers[place] is { Layer: PointwiseLayer or AffineLayer, Reads: [int read] })
        {
            place = read;
        }

        return _layers[place].Layer is InputLayer ? place : null;
    }

    /// <summary>The same numbers in the same order with another shape; no layer where it is the same.</summary>
    public LayerValue Reshape(LayerValue value, IReadOnlyList<int> dimensions)
    {
        if (value.Dimensions.SequenceEqual(dimensions))
        {
            return value;
        }

        // What is reshaped twice is reshaped once.
        LayerValue before = BeforeReshape(value);
        return before != value ? Reshape(before, dimensions)
            : Add(dimensions.Count == 1 ? new FlattenLayer() : new ReshapeLayer(dimensions.ToEquatableArray()), value);
    }

    /// <summary>The same numbers in the same order before they got their shape.</summary>
    public LayerValue BeforeReshape(LayerValue value)
    {
        while (_layers[value.Layer] is { Layer: ReshapeLayer or FlattenLayer, Reads: [int read] })
        {
            value = new(read, _layers[read].Shape);
        }

        return value;
    }

    /// <summary>A layer does what another one did too: it gets other settings, and who read the other one reads it.</summary>
    public void Absorb(int place, Layer layer, int absorbed)
    {
        _layers[place] = _layers[place] with { Layer = layer };
        for (int reader = absorbed + 1; reader < _layers.Count; reader++)
        {
            _layers[reader] = _layers[reader] with { Reads = [.. _layers[reader].Reads.Select(read => read == absorbed ? place : read)] };
        }
    }

    /// <summary>The places of the layers that the given ones need, and of all inputs.</summary>
    public IReadOnlyCollection<int> NeededPlaces(IEnumerable<int> values)
    {
        SortedSet<int> needed = [.. values, .. Enumerable.Range(0, _layers.Count).Where(place => _layers[place].Layer is InputLayer)];
        for (int place = _layers.Count - 1; place >= 0; place--)
        {
            if (needed.Contains(place))
            {
                needed.UnionWith(_layers[place].Reads);
            }
        }

        return needed;
    }

    /// <summary>The layers that the given ones need, with the places of those in the shorter list.</summary>
    public (IReadOnlyList<DraftLayer> Layers, IReadOnlyDictionary<int, int> Places) Needed(IEnumerable<int> values)
    {
        Dictionary<int, int> places = [];
        List<DraftLayer> kept = [];
        foreach (int place in NeededPlaces(values))
        {
            places[place] = kept.Count;
            kept.Add(_layers[place] with { Reads = [.. _layers[place].Reads.Select(read => places[read])] });
        }

        return (kept, places);
    }
}
