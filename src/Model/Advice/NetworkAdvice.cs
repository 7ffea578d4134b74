using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Normalisation;
using ConvGen.Model.Layers.Pooling;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;

namespace ConvGen.Model.Advice;

/// <summary>Advice about a network without errors. It does not change the generated code.</summary>
internal sealed class NetworkAdvice
{
    private readonly NetworkModel _network;
    private readonly PlacedLayer[] _layers;
    private readonly bool[] _isOutput;
    private readonly List<int>[] _readers;

    private NetworkAdvice(NetworkModel network, PlacedLayer[] layers)
    {
        _network = network;
        _layers = layers;
        _isOutput = new bool[layers.Length];
        foreach (int output in network.Outputs)
        {
            _isOutput[output] = true;
        }

        _readers = [.. layers.Select(_ => new List<int>())];
        for (int i = 0; i < layers.Length; i++)
        {
            foreach (int input in layers[i].Node.Inputs)
            {
                _readers[input].Add(i);
            }
        }
    }

    /// <summary>Gives all advice, of each kind once for each attribute.</summary>
    /// <param name="network">The network.</param>
    /// <param name="layers">Its layers, in the order of its nodes.</param>
    /// <param name="advise">Receives it with what it is about.</param>
    public static void Give(NetworkModel network, PlacedLayer[] layers, Action<Subject, Problem> advise)
    {
        var advice = new NetworkAdvice(network, layers);
        bool[] isFree = ChannelFreedom.Of(layers, advice._isOutput, advice._readers);
        HashSet<(int Origin, string Id)> given = [];
        for (int i = 0; i < layers.Length; i++)
        {
            Problem?[] problems =
                [isFree[i] ? IdleLanes(layers[i]) : null, advice.Unread(i), advice.IdleBias(i), advice.NarrowField(i)];
            foreach (Problem? problem in problems)
            {
                if (problem is not null && given.Add((layers[i].Origin, problem.Id)))
                {
                    advise(
                        Subject.OfLayer(layers[i].Origin),
                        layers[i].IsInner ? problem with { Fixes = EquatableArray<Fix>.Empty } : problem);
                }
            }
        }
    }

    // Values are stored and computed in blocks of 16 channels. A single block is the minimum, and an eighth of idle lanes is acceptable.
    private static Problem? IdleLanes(PlacedLayer layer)
    {
        const int Lanes = 16;
        if (layer.Declared.ChosenChannels is not { } chosen || chosen.Count <= Lanes)
        {
            return null;
        }

        long vectors = (chosen.Count + (long)Lanes - 1) / Lanes;
        long full = vectors * Lanes;
        if (full > int.MaxValue || (full - chosen.Count) * 8 <= full)
        {
            return null;
        }

        string[] arguments =
            [layer.Title, NumberText.Plain(chosen.Count), chosen.Argument, NumberText.Plain(vectors), NumberText.Plain(full)];
        string output = $"output {layer.Node.Shape with { Channels = (int)full }}";
        return Problem.Of(ProblemIds.IdleLanes, arguments, chosen.Argument) with
        {
            Fixes = new(Fix.Set("full vectors", output, ArgumentEdit.Number(chosen.Argument, full))),
        };
    }

    private Problem? Unread(int index) =>
        _readers[index].Count == 0 && !_isOutput[index] ? Problem.Of(ProblemIds.UnreadValue, [_layers[index].Title]) : null;

    // The mean of the minibatch includes the bias and is subtracted; running means learn it. Frozen ones do not.
    private Problem? IdleBias(int index)
    {
        PlacedLayer layer = _layers[index];
        if (_isOutput[index] || _readers[index].Count != 1
            || _layers[_readers[index][0]] is not { Node.Layer: BatchNormLayer { Frozen: false } } norm)
        {
            return null;
        }

        // A bias per position differs within a channel.
        if (layer.Node.Parameters.FirstOrDefault(tensor => tensor is { Role: TensorRole.Bias, Shape.Count: 1 }) is not { } bias)
        {
            return null;
        }

        return Problem.Of(ProblemIds.IdleBias, [layer.Title, norm.Title], "Bias") with
        {
            Fixes = new(Fix.Set(
                "no bias", $"{NumberText.Grouped(bias.Length)} parameters fewer", ArgumentEdit.Choice("Bias", "ConvGen.BiasKind", "None"))),
        };
    }

    // An output per position, or a pooling over positions, depends on each position's receptive field. Where a map is also read without its
    // pooling, as in squeeze-and-excitation, the pooling is a side branch. A network without parameters is a filter, whose size is
    // intended.
    private Problem? NarrowField(int index)
    {
        PlacedLayer layer = _layers[index];
        if (_network.ParameterCount == 0 || layer.Node.Layer is InputLayer)
        {
            return null;
        }

        Node map = layer.Node is { Layer: CoveringPoolLayer, Shape.Positions: 1 } ? _layers[layer.Node.Inputs[0]].Node : layer.Node;
        bool isPooled = !ReferenceEquals(map, layer.Node);
        if (isPooled ? _readers[layer.Node.Inputs[0]].Count != 1 || _isOutput[layer.Node.Inputs[0]] : !_isOutput[index])
        {
            return null;
        }

        // The field is counted in cells of the inputs of equal rank, which must have equal sizes.
        int rank = map.ReceptiveField.Count;
        EquatableArray<int>[] sizes =
        [
            .. _network.Inputs.Select(input => _network.Nodes[input].Shape.Spatial).Where(size => size.Count == rank).Distinct(),
        ];
        if (map.Shape.Positions <= 1 || sizes.Length != 1
            || !map.ReceptiveField.Zip(sizes[0], (seen, size) => seen < size).Any(isNarrow => isNarrow))
        {
            return null;
        }

        string what = isPooled ? "it pools" : "of the output";
        return Problem.Of(ProblemIds.NarrowField, [layer.Title, what, NumberText.Sizes(map.ReceptiveField), NumberText.Sizes(sizes[0])]);
    }
}
