using ConvGen.Fuzzing.Declarations;
using ConvGen.Fuzzing.Definitions;
using ConvGen.Fuzzing.Graphs;

namespace ConvGen.Fuzzing.Drawing;

/// <summary>Draws networks: graphs of every layer, with the motifs that the generator fuses, branches that meet again, blocks, and odd shapes.</summary>
internal sealed class NetworkDrawer
{
    private const int MaxSteps = 9;
    private const int Attempts = 30;

    private readonly Dice _dice;
    private readonly LayerDrawer _layers;
    private readonly MotifDrawer _motifs;
    private readonly Growing _network;

    private NetworkDrawer(int seed)
    {
        _dice = new(seed);
        _layers = new(_dice);
        _network = new(new InputDrawer(_dice).Draw());
        _motifs = new(_dice, _layers, _network);
    }

    /// <summary>A network; the same for the same seed.</summary>
    public static Declaration Draw(int seed) => new NetworkDrawer(seed).Draw();

    private Declaration Draw()
    {
        int steps = _dice.Weighted((2, 1), (3, 2), (3, 3), (3, 4), (2, 6), (1, MaxSteps));
        for (int done = 0, tries = 0; done < steps && tries < Attempts; tries++)
        {
            if (!(_dice.Chance(0.45) ? _motifs.TryAdd() : TryAddLayer()))
                continue;
            done++;
            if (_dice.Chance(0.12))
                _network.TryAdd(Output());
        }

        // Something computes, and all of it can be looked at.
        if (_network.Placed.Graph.Nodes.Length == _network.Placed.Graph.Inputs.Length)
            _network.TryAdd(Layer.Of("Tanh"));
        if (_network.Placed.Graph.Outputs is not [{ Name: "output" }] || _dice.Chance(0.2))
            MarkEnds();
        AddSizes();
        AddTraining();
        return _network.Declaration;
    }

    private bool TryAddLayer()
    {
        string? from = _dice.Chance(0.2) && _network.Named.Count > 0 ? _dice.Of<string>([.. _network.Named.Select(value => value.Name)]) : null;
        int[] shape = from is null ? _network.Current : _network.Named.First(value => value.Name == from).Shape;
        if (shape.Length == 1 && _dice.Chance(0.5))
            return _network.TryAdd(Named(_layers.Dense(shape).Set("From", from)));
        return _network.TryAdd(Named(_layers.Any(shape).Set("From", from)));
    }

    private Layer Named(Layer layer) => _dice.Chance(0.45) ? layer.Set("Name", _network.NextName(_dice)) : layer;

    private Layer Output()
    {
        string name = _network.NextName(_dice).Replace('.', '_');
        return _network.Named.Count > 0 && _dice.Chance(0.3)
            ? Layer.Of("Output", name).Set("From", _dice.Of<string>([.. _network.Named.Select(value => value.Name)]))
            : _dice.Chance(0.1) ? Layer.Of("Output").Set("Name", name) : Layer.Of("Output", name);
    }

    // Ends that nobody reads are outputs too, most of the time.
    private void MarkEnds()
    {
        if (_dice.Chance(0.8) && _network.Layers[^1].Kind != "Output")
            _network.TryAdd(Layer.Of("Output", "last"));
        if (_network.Named.Count > 0 && _dice.Chance(0.3))
            _network.TryAdd(Output());
    }

    private void AddSizes()
    {
        int[] declared = ((InputAttribute)_network.Placed.Graph.Nodes[0].Attribute).Shape[1..];
        if (declared.Length == 0 || _dice.Chance(0.5))
            return;
        for (int tries = 0, added = 0; tries < 4 && added < 2; tries++)
        {
            int[] size = [.. declared.Select(extent => _dice.Between(Math.Max(1, extent - 4), extent + 7))];
            if (!size.SequenceEqual(declared) && Fits(size))
                added += _network.TryAdd(Layer.Of("Size", [.. size.Select(extent => (object)extent)])) ? 1 : 0;
        }
    }

    private bool Fits(int[] size)
    {
        try
        {
            if (_network.Placed.Graph.Sizes.Any(other => other.SequenceEqual(size)))
                return false;
            PlacedGraph other = PlacedGraph.Of(_network.Placed.Graph, size);
            return other.Tensors.Zip(_network.Placed.Tensors).All(pair => pair.First.Slot.Shape.SequenceEqual(pair.Second.Slot.Shape));
        }
        catch (InvalidDeclarationException)
        {
            return false;
        }
    }

    private void AddTraining()
    {
        if (!CanTrain() || _dice.Chance(0.3))
            return;
        bool hasInputGradient = _dice.Chance(0.6);
        if (_dice.Chance(0.3))
            Freeze();
        Layer trainable = Layer.Of("Trainable");
        if (hasInputGradient || CanTrain())
            _network.TryAdd(hasInputGradient ? trainable.Set("InputGradient", true) : trainable);
    }

    private bool CanTrain() => _network.Placed.Tensors.Any(tensor => tensor.Slot.IsTrained);

    // The first layers, as of a pretrained trunk, or any.
    private void Freeze()
    {
        int[] layers = [.. Enumerable.Range(0, _network.Layers.Length).Where(place => _network.Layers[place].Kind is not ("Input" or "Size" or "Output" or "Budget"))];
        int first = _dice.Between(0, layers.Length);
        _network.Freeze(_dice.Chance(0.5) ? layers[..first] : layers.Where(_ => _dice.Chance(0.5)).ToArray());
    }
}
