using ConvGen.Fuzzing.Definitions;
using ConvGen.Fuzzing.Graphs;
using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Fuzzing.Evaluation;

/// <summary>A whole graph evaluated in double precision, and its adjoint.</summary>
internal sealed class GraphEvaluation
{
    private readonly PlacedGraph _placed;
    private readonly Noise? _noise;
    private readonly Tensor[] _values;
    private readonly Result?[] _results;

    // What each node has read, after rounding.
    private readonly Tensor[][] _reads;

    /// <summary>Evaluates a graph.</summary>
    /// <param name="placed">The graph.</param>
    /// <param name="inputs">The value of each input, as the network sees it: planar and normalised.</param>
    /// <param name="tensors">Every tensor by name.</param>
    /// <param name="isTraining">Whether batch normalisation uses the statistics of the minibatch.</param>
    /// <param name="noise">What changes every number on its way; null for the definitions alone.</param>
    public GraphEvaluation(PlacedGraph placed, Tensor[] inputs, IReadOnlyDictionary<string, Tensor> tensors, bool isTraining, Noise? noise = null)
    {
        _placed = placed;
        _noise = noise;
        _values = new Tensor[placed.Shapes.Length];
        _results = new Result?[placed.Shapes.Length];
        _reads = new Tensor[placed.Shapes.Length][];
        Moved = new Dictionary<string, Tensor>(tensors);
        Graph graph = placed.Graph;
        for (int i = 0; i < _values.Length; i++)
        {
            if (placed.Definitions[i] is not { } definition)
            {
                _values[i] = inputs[Array.IndexOf(graph.Inputs, i)];
                continue;
            }

            Node node = graph.Nodes[i];
            Tensor[] reads = _reads[i] = ReadsOf(node, definition), own = [.. definition.Tensors.Select(slot => tensors[$"{node.TensorName}.{slot.Suffix}"])];
            Tensor[] used = noise is null ? own : [.. own.Zip(definition.Tensors, (tensor, slot) => noise.RoundWeights(tensor, definition, slot.Role))];
            Result result = isTraining && definition.Train is { } train ? train(reads, used) : definition.Run(reads, used);
            _results[i] = result;
            _values[i] = noise is null || definition.IsExact ? result.Output : noise.RoundFast(noise.RoundResult(result.Output, definition, reads[0]), definition, reads[0]);

            // Copies that are tied move their statistics one after the other.
            if (isTraining && definition.Move is { } move)
                Move(node, definition, move(reads[0], [.. definition.Tensors.Select(slot => Moved[$"{node.TensorName}.{slot.Suffix}"])]));
        }
    }

    /// <summary>The value of each output.</summary>
    public Tensor[] Outputs => [.. _placed.Graph.Outputs.Select(output => _values[output.Node])];

    /// <summary>Every tensor after the pass, running statistics moved.</summary>
    public Dictionary<string, Tensor> Moved { get; }

    /// <summary>Takes the gradients by the outputs back.</summary>
    /// <returns>The gradients by each input, and by the trained tensors.</returns>
    public (Tensor[] Inputs, Dictionary<string, Tensor> Tensors) Backward(Tensor[] byOutputs)
    {
        Graph graph = _placed.Graph;
        var byValue = new Tensor?[_values.Length];
        for (int i = 0; i < byOutputs.Length; i++)
            Add(byValue, graph.Outputs[i].Node, byOutputs[i]);
        Dictionary<string, Tensor> byTensor = [];
        for (int i = _values.Length - 1; i >= 0; i--)
        {
            if (_placed.Definitions[i] is not { } definition)
                continue;
            Node node = graph.Nodes[i];
            TensorSlot[] trained = [.. definition.Tensors.Where(slot => slot.IsTrained)];

            // A layer that no output depends on has gradients of zero.
            Tensor[] parts = byValue[i] is { } gradient
                ? _results[i]!.Backward(Rounded(gradient))
                : [.. node.Reads.Select(read => Tensor.Like(_values[read])), .. trained.Select(slot => new Tensor(slot.Shape))];
            for (int read = 0; read < node.Reads.Length; read++)
            {
                Tensor part = parts[read];
                if (_noise is not null && byValue[i] is not null)
                    part = _noise.RoundFast(_noise.RoundGradient(part, definition, _reads[i][read], _results[i]!.Output, byValue[i]!), definition, byValue[i]!);
                if (byValue[i] is not null)
                    Add(byValue, node.Reads[read], part);
            }

            for (int t = 0; t < trained.Length; t++)
            {
                string name = $"{node.TensorName}.{trained[t].Suffix}";
                Tensor part = Rounded(parts[node.Reads.Length + t]);
                if (_noise is not null && byValue[i] is { } byResult && trained[t].Role == TensorRole.Weight)
                    part = _noise.RoundFastWeights(part, definition, _reads[i][0], byResult);
                byTensor[name] = byTensor.TryGetValue(name, out Tensor? sum) ? sum.Zip(part, (a, b) => a + b) : part;
            }
        }

        return ([.. graph.Inputs.Select(input => byValue[input] ?? Tensor.Like(_values[input]))], byTensor);
    }

    // Contributions that cancel leave the rounding of the larger ones.
    private void Add(Tensor?[] gradients, int node, Tensor part) => gradients[node] = gradients[node] is not { } sum ? part
        : _noise is { } noise ? noise.Sum(sum, part)
        : sum.Zip(part, (a, b) => a + b);

    // What undoes a pooling compares what the pooling has read with its result, which must be equal somewhere.
    private Tensor[] ReadsOf(Node node, Definition definition) => node.Attribute is MaxUnpoolAttribute
        ? [_values[node.Reads[0]], _reads[node.Reads[2]][0], _results[node.Reads[2]]!.Output]
        : [.. node.Reads.Select(read => definition.IsExact ? _values[read] : Rounded(_values[read]))];

    private Tensor Rounded(Tensor tensor) => _noise is null ? tensor : _noise.Round(tensor);

    private void Move(Node node, Definition definition, Tensor[] moved)
    {
        for (int i = 0; i < moved.Length; i++)
            Moved[$"{node.TensorName}.{definition.Tensors[i].Suffix}"] = moved[i];
    }
}
