using System.Text;
using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Pooling;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Shapes;
using ConvGen.Onnx.Declarations;
using ConvGen.Onnx.Mapping;

namespace ConvGen.Onnx;

/// <summary>
/// Finds layers that repeat, as the blocks of a network do. A block reads one value, and of its layers only the last is read by others, so
/// that the network is the same as without blocks. Those that share a class may differ in numbers, which their uses say.
/// </summary>
internal sealed class BlockFinder
{
    // Shorter ones are not worth a class of their own, longer ones are several.
    private const int MinLength = 4;
    private const int MaxLength = 48;
    private const int MinSaved = 6;

    private readonly DraftLayer[] _layers;
    private readonly int[] _lastReaders;
    private readonly string[] _kinds;

    // A normalisation or an activation belongs to what it works on.
    private readonly bool[] _goWithTheLayerAbove;
    private readonly bool[] _taken;

    private BlockFinder(IReadOnlyList<DraftLayer> layers, IEnumerable<int> outputs, bool[] single)
    {
        _layers = [.. layers];
        AttributeText[] texts = [.. layers.Select(layer => LayerWriters.Write(new(layer.Layer)))];
        _kinds = [.. texts.Select(Kind)];
        _goWithTheLayerAbove = [.. texts.Select((text, place) => text.JoinsLine && layers[place].Reads is [int read] && read == place - 1)];
        _taken = [.. single];
        _lastReaders = new int[layers.Count];
        for (int place = 0; place < layers.Count; place++)
        {
            foreach (int read in layers[place].Reads)
            {
                _lastReaders[read] = place;
            }
        }

        foreach (int output in outputs)
        {
            _lastReaders[output] = int.MaxValue;
        }
    }

    /// <summary>Finds the blocks.</summary>
    /// <param name="layers">The layers, each after those that it reads.</param>
    /// <param name="outputs">The places of those whose values the network returns.</param>
    /// <param name="sharing">The places of those that share their tensors with others, which they could not name from inside.</param>
    /// <returns>The layers, with strides and dilations written where other copies have others, and the runs that they are.</returns>
    public static (IReadOnlyList<DraftLayer> Layers, IReadOnlyList<LayerRun> Runs) Find(
        IReadOnlyList<DraftLayer> layers, IEnumerable<int> outputs, IEnumerable<int> sharing)
    {
        HashSet<int> alone = [.. sharing];
        bool[] single = [.. layers.Select((layer, place) => layer.Layer is InputLayer || alone.Contains(place))];
        BlockFinder finder = new(layers, outputs, single);
        List<LayerRun> runs = [.. finder.Candidates().SelectMany(candidate => finder.Take(candidate.Places, candidate.Length))];
        runs.AddRange(Enumerable.Range(0, layers.Count)
            .Where(place => !finder._taken[place] || single[place])
            .Select(LayerRun.Single));
        return (finder._layers, [.. runs.OrderBy(run => run.Begin)]);
    }

    // Those that save most lines come first. Where layers repeat one after another any of them could be the first; blocks begin with a
    // layer that has weights.
    private List<(List<int> Places, int Length)> Candidates()
    {
        Dictionary<(int Length, string Pattern), List<int>> alike = [];
        for (int begin = 0; begin < _layers.Length; begin++)
        {
            foreach ((int length, string pattern) in Patterns(begin))
            {
                if (!alike.TryGetValue((length, pattern), out List<int>? places))
                {
                    alike[(length, pattern)] = places = [];
                }

                if (places.Count == 0 || places[^1] + length <= begin)
                {
                    places.Add(begin);
                }
            }
        }

        return
        [
            .. alike
                .Select(each => (Places: each.Value, each.Key.Length))
                .Where(each => Saved(each.Places.Count, each.Length) >= MinSaved)
                .OrderByDescending(each => Saved(each.Places.Count, each.Length))
                .ThenByDescending(each => _layers[each.Places[0]].Weights.Count > 0)
                .ThenBy(each => each.Places[0]),
        ];
    }

    private static int Saved(int copies, int length) => (copies - 1) * length;

    // What the layers from a place on are and how they are connected, for each length with which they could be a block.
    private IEnumerable<(int Length, string Pattern)> Patterns(int begin)
    {
        if (_layers[begin].Reads is not [int input] || _goWithTheLayerAbove[begin])
        {
            yield break;
        }

        var pattern = new StringBuilder();
        int reach = 0;
        for (int place = begin; place < Math.Min(begin + MaxLength, _layers.Length) && !_taken[place]; place++)
        {
            if (_layers[place].Reads.Any(read => read < begin && read != input))
            {
                yield break;
            }

            IEnumerable<int> reads = _layers[place].Reads.Select(read => read < begin ? 0 : place - read);
            _ = pattern.Append(_kinds[place]).AppendJoin(',', reads).Append('\n');
            int length = place - begin + 1;
            bool isWhole = place + 1 == _layers.Length || !_goWithTheLayerAbove[place + 1];
            if (length >= MinLength && reach <= place && isWhole)
            {
                yield return (length, pattern.ToString());
            }

            reach = Math.Max(reach, _lastReaders[place]);
        }
    }

    private List<LayerRun> Take(IReadOnlyList<int> candidates, int length)
    {
        int[] free = [.. candidates.Where(begin => !_taken.AsSpan(begin, length).Contains(true))];
        int[] shared = free
            .GroupBy(begin => string.Join('\n', Texts(free, begin, length).Select(text => text.Key)))
            .SelectMany(group => Readable([.. group], length))
            .MaxBy(group => group.Length) ?? [];
        if (Saved(shared.Length, length) < MinSaved)
        {
            return [];
        }

        foreach ((int begin, Layer[] layers) in shared.Select(begin => (begin, WithWindows(shared, begin, length))).ToArray())
        {
            for (int i = 0; i < length; i++)
            {
                _layers[begin + i] = _layers[begin + i] with { Layer = layers[i] };
                _taken[begin + i] = true;
            }
        }

        List<LayerRun> runs = [];
        foreach (int begin in shared)
        {
            if (runs.Count > 0 && Follows(runs[^1], begin))
            {
                runs[^1] = runs[^1] with { Copies = runs[^1].Copies + 1 };
            }
            else
            {
                runs.Add(new(begin, length, 1, IsBlock: true));
            }
        }

        return runs;
    }

    // Copies that differ in more numbers than a person would read share a class only where they are alike.
    private IEnumerable<int[]> Readable(int[] copies, int length)
    {
        AttributeText[][] texts = [.. copies.Select(begin => Texts(copies, begin, length))];
        return BlockForm.Of(texts, copies).Numbers.Count <= BlockForm.MaxReadable
            ? [copies]
            : copies.Zip(texts)
                .GroupBy(copy => string.Join('\n', copy.Second.Select(text => text.Text)), copy => copy.First)
                .Select(group => group.ToArray());
    }

    private AttributeText[] Texts(int[] copies, int begin, int length) =>
        [.. WithWindows(copies, begin, length).Select(layer => LayerWriters.Write(new(layer)))];

    // The layers of a copy, with strides and dilations written that it need not say where another copy says them.
    private Layer[] WithWindows(int[] copies, int begin, int length) =>
    [
        .. Enumerable.Range(0, length).Select(i =>
        {
            if (_layers[begin + i].Layer is not WindowLayer layer)
            {
                return _layers[begin + i].Layer;
            }

            WindowSettings window = layer.Window;
            WindowSettings[] others =
                [.. copies.Select(copy => _layers[copy + i].Layer).OfType<WindowLayer>().Select(other => other.Window)];
            if (window is { S: null, Stride: null } && others.Any(other => other.S is not null))
            {
                window = window with { S = layer is PoolLayer ? window.K : 1 };
            }

            if (window is { Dilation: null, Dilations: null } && others.Any(other => other.Dilation is not null))
            {
                window = window with { Dilation = 1 };
            }

            return layer with { Window = window };
        }),
    ];

    // Whether a copy is the next one of a run: it has the same layers, and only it reads the one before.
    private bool Follows(LayerRun run, int begin) =>
        begin == run.Last + 1
        && _layers[begin].Reads[0] == run.Last
        && _lastReaders[run.Last] <= begin + run.Length - 1
        && Enumerable.Range(0, run.Length).All(i => _layers[begin + i].Layer == _layers[run.Begin + i].Layer);

    // The text of a layer without the numbers, which a use can say, and without strides and dilations, which can be written or not.
    private static string Kind(AttributeText text)
    {
        static string Value(AttributeValue value) => value.Number is null ? value.Text : "#";
        IEnumerable<string> arguments = text.Arguments
            .Where(argument => argument.Name is not ("Stride" or "Dilation"))
            .Select(argument => argument.Prefix + string.Join(',', argument.Values.Select(Value)));
        return $"{text.Kind}({string.Join(';', arguments)})";
    }
}
