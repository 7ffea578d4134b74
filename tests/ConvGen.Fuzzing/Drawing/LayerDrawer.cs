using ConvGen.Fuzzing.Declarations;

namespace ConvGen.Fuzzing.Drawing;

/// <summary>Draws one layer with its settings; it may not fit what it reads.</summary>
internal sealed partial class LayerDrawer
{
    private static readonly int[] Channels = [1, 2, 3, 4, 5, 7, 8, 12, 15, 16, 17, 20, 24, 32, 33];

    // All others but activations slide over axes, or change them.
    private static readonly string[] OfVectors =
    [
        "Dense", "Maxout", "BatchNorm", "LayerNorm", "RmsNorm", "GroupNorm", "InstanceNorm", "LocalResponseNorm", "LpNormalize", "Scale", "Shift", "Dropout", "Flatten", "Reshape",
        "Slice", "Split", "ChannelShuffle", "Reduce", "Gather", "Permute",
    ];

    private readonly Dice _dice;
    private readonly WindowDrawer _windows;
    private readonly Dictionary<string, (double Weight, Func<int[], Layer> Draw)> _kinds;

    public LayerDrawer(Dice dice)
    {
        _dice = dice;
        _windows = new(dice);
        _kinds = Kinds();
    }

    /// <summary>The kinds of layers that read one value.</summary>
    public IEnumerable<string> Names => _kinds.Keys;

    /// <summary>A layer of any kind that reads one value.</summary>
    /// <param name="shape">The shape of the value.</param>
    public Layer Any(int[] shape) => Of(
        _dice.Weighted([.. _kinds
            .Where(kind => shape.Length > 1 || OfVectors.Contains(kind.Key) || Activations.ContainsKey(kind.Key))
            .Select(kind => (kind.Value.Weight, kind.Key))]),
        shape);

    /// <summary>A layer of one kind.</summary>
    public Layer Of(string kind, int[] shape) => _kinds[kind].Draw(shape);

    /// <summary>An activation.</summary>
    public Layer Activation(int[] shape) => _dice.Chance(0.5)
        ? Layer.Of("Relu")
        : Of(_dice.Of<string>([.. Activations.Keys.Except(OfPositives)]), shape);

    /// <summary>A number of channels: odd ones, and those beside the number of lanes.</summary>
    public int Filters() => _dice.Of<int>(Channels);

    private static int[] Divisors(int number) => [.. Enumerable.Range(1, number).Where(divisor => number % divisor == 0)];

    // Some axes, each at most once.
    private object[] Axes(int[] shape, int count)
    {
        List<int> left = [.. Enumerable.Range(0, shape.Length)];
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            int at = _dice.Between(0, left.Count - 1), axis = left[at];
            left.RemoveAt(at);
            return (object)axis;
        })];
    }

    private int Divisor(int number) => _dice.Of<int>(Divisors(number));

    private Dictionary<string, (double Weight, Func<int[], Layer> Draw)> Kinds()
    {
        Dictionary<string, (double Weight, Func<int[], Layer> Draw)> kinds = new()
        {
            ["Conv"] = (14, Conv),
            ["ConvTranspose"] = (3, ConvTranspose),
            ["DepthwiseConv"] = (4, DepthwiseConv),
            ["LocallyConnected"] = (2, shape => Biased(_windows.Draw(Layer.Of("LocallyConnected", _dice.Between(1, 6)), shape))),
            ["TiledConv"] = (2, shape => Biased(_windows.Draw(Layer.Of("TiledConv", _dice.Between(1, 9)).With("tiles", _dice.Between(1, 3)), shape))),
            ["ImageFilter"] = (2, ImageFilter),
            ["Dense"] = (4, Dense),
            ["MaxPool"] = (4, shape => _windows.Draw(Layer.Of("MaxPool"), shape, isPooling: true)),
            ["MinPool"] = (1, shape => _windows.Draw(Layer.Of("MinPool"), shape, isPooling: true)),
            ["AvgPool"] = (3, shape => Maybe(_windows.Draw(Layer.Of("AvgPool"), shape, isPooling: true), 0.3, "CountPadding", false)),
            ["WeightedAvgPool"] = (1, shape => Maybe(_windows.Draw(Layer.Of("WeightedAvgPool"), shape, isPooling: true), 0.6, "Sigma", _dice.Fraction(0.4, 3))),
            ["LpPool"] = (1, shape => Maybe(_windows.Draw(Layer.Of("LpPool"), shape, isPooling: true), 0.6, "Power", _dice.Of(1.0, 3, 4, 1.5, 2.5))),
            ["LearnedPool"] = (1.5, shape => _windows.Draw(Layer.Of("LearnedPool"), shape, isPooling: true)),
            ["GlobalMaxPool"] = (1, _ => Layer.Of("GlobalMaxPool")),
            ["GlobalAvgPool"] = (1.5, _ => Layer.Of("GlobalAvgPool")),
            ["AdaptiveMaxPool"] = (1, shape => Adaptive("AdaptiveMaxPool", shape)),
            ["AdaptiveAvgPool"] = (1, shape => Adaptive("AdaptiveAvgPool", shape)),
            ["PyramidPool"] = (1, _ => Maybe(
                Layer.Of("PyramidPool", _dice.Chance(0.4) ? [] : [.. Enumerable.Range(0, _dice.Between(1, 2)).Select(_ => (object)_dice.Between(1, 3))]),
                0.4, "Kind", PoolingKind.Average)),
            ["ClusterPool"] = (1, _ => Maybe(Layer.Of("ClusterPool", _dice.Between(1, 5)), 0.5, "Kind", PoolingKind.Average)),
            ["Maxout"] = (1.5, shape => Layer.Of("Maxout", Divisor(shape[0]))),
            ["BatchNorm"] = (4, _ => Maybe(Maybe(Maybe(
                Layer.Of("BatchNorm"), 0.2, "Momentum", _dice.Fraction(0, 1)), 0.2, "Epsilon", _dice.Of(1e-3, 0.01, 0.1)), 0.15, "Frozen", true)),
            ["LayerNorm"] = (1.5, shape => Normalised(OverLastAxes("LayerNorm", shape), hasBias: true)),
            ["RmsNorm"] = (1, shape => Normalised(OverLastAxes("RmsNorm", shape), hasBias: false)),
            ["GroupNorm"] = (1.5, shape => Normalised(Layer.Of("GroupNorm", Divisor(shape[0])), hasBias: true)),
            ["InstanceNorm"] = (1, _ => Normalised(Layer.Of("InstanceNorm"), hasBias: true)),
            ["LocalResponseNorm"] = (1, _ => Maybe(Maybe(Maybe(
                _dice.Chance(0.3) ? Layer.Of("LocalResponseNorm") : Layer.Of("LocalResponseNorm", _dice.Between(1, 7)),
                0.5, "Alpha", _dice.Fraction(0, 2)), 0.3, "Beta", _dice.Of(0.5, 1, 0.25)), 0.3, "K", _dice.Fraction(0.5, 2))),
            ["GlobalResponseNorm"] = (1, _ => Maybe(Layer.Of("GlobalResponseNorm"), 0.3, "Epsilon", _dice.Of(1e-3, 0.1))),
            ["LpNormalize"] = (1, shape => Maybe(
                Maybe(Layer.Of("LpNormalize", Axes(shape, _dice.Between(0, Math.Min(2, shape.Length)))), 0.4, "Norm", NormKind.L1),
                0.4, "Epsilon", _dice.Of(0.0, 0.1, 1))),
            ["Scale"] = (1.5, shape => Affine("Scale", shape)),
            ["Shift"] = (1.5, shape => Affine("Shift", shape)),
            ["Dropout"] = (0.7, _ => _dice.Chance(0.2) ? Layer.Of("Dropout") : Layer.Of("Dropout", _dice.Of(0.0, 0.0, 0.25))),
            ["Flatten"] = (1, _ => Layer.Of("Flatten")),
            ["Reshape"] = (1.5, Reshape),
            ["Pad"] = (2, Pad),
            ["Crop"] = (1.5, Crop),
            ["Upsample"] = (3, Upsample),
            ["Reduce"] = (1.5, shape => Layer.Of("Reduce", [_dice.Any<ReductionKind>(), .. Axes(shape, _dice.Between(0, Math.Min(2, shape.Length)))])),
            ["Gather"] = (1, Gather),
            ["Permute"] = (1.5, Permute),
            ["Slice"] = (1.5, Slice),
            ["Split"] = (1, Split),
            ["PixelShuffle"] = (1, shape => Maybe(Layer.Of("PixelShuffle", _dice.Between(1, 3)), 0.4, "Order", PixelOrder.PositionMajor)),
            ["PixelUnshuffle"] = (1, shape => Maybe(Layer.Of("PixelUnshuffle", _dice.Between(1, 3)), 0.4, "Order", PixelOrder.PositionMajor)),
            ["ChannelShuffle"] = (1, shape => Layer.Of("ChannelShuffle", Divisor(shape[0]))),
        };
        foreach ((string kind, Func<LayerDrawer, Layer> draw) in Activations)
            kinds[kind] = (kind == "Relu" ? 4 : OfPositives.Contains(kind) ? 0.05 : 0.7, _ => draw(this));
        return kinds;
    }

    private static Layer Maybe(Layer layer, bool happens, string property, object value) => happens ? layer.Set(property, value) : layer;

    private Layer Maybe(Layer layer, double probability, string property, object value) => Maybe(layer, _dice.Chance(probability), property, value);

    private Layer Gather(int[] shape)
    {
        int axis = _dice.Chance(0.4) ? 0 : _dice.Between(0, shape.Length - 1), extent = shape[axis];
        object[] indices = [.. Enumerable.Range(0, _dice.Between(1, Math.Min(extent + 3, 40))).Select(_ => (object)_dice.Between(-extent, extent - 1))];
        return Maybe(Layer.Of("Gather", indices), axis > 0, "Axis", axis);
    }

    private Layer OverLastAxes(string kind, int[] shape) =>
        _dice.Chance(0.3) ? Layer.Of(kind).Set("OverChannels", true)
        : _dice.Chance(0.6) ? Layer.Of(kind).With("axes", _dice.Between(1, shape.Length)) : Layer.Of(kind);

    private Layer Biased(Layer layer) => Maybe(layer, 0.3, "Bias", _dice.Any<BiasKind>());

    private Layer Affine(string kind, int[] shape) => _dice.Chance(0.3)
        ? Layer.Of(kind).Set("Values", (double[])[.. Enumerable.Range(0, _dice.Of(1, shape[0])).Select(_ => _dice.Fraction(-1, 2))])
        : Maybe(Maybe(Layer.Of(kind), 0.6, "Per", _dice.Any<ParameterScope>()), 0.2, "Init", _dice.Fraction(-1, 1));

    private Layer Normalised(Layer layer, bool hasBias)
    {
        layer = Maybe(Maybe(layer, 0.2, "Epsilon", _dice.Of(1e-3, 0.01)), 0.25, "Affine", false);
        return hasBias ? Maybe(layer, 0.25, "Bias", BiasKind.None) : layer;
    }
}
