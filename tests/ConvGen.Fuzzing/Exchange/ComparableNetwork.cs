using ConvGen.Model;
using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Activations;
using ConvGen.Model.Layers.Convolutions;
using ConvGen.Model.Layers.Pooling;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;

namespace ConvGen.Fuzzing.Exchange;

/// <summary>
/// What a network computes, without what an ONNX model does not say: names, hints, layers that no output needs, and how settings are written.
/// </summary>
/// <param name="Layers">The layers, each with the places of those that it reads.</param>
/// <param name="Outputs">The places of the outputs.</param>
internal sealed record ComparableNetwork(
    EquatableArray<(Layer Settings, EquatableArray<WindowAxis> Axes, FeatureShape Shape, EquatableArray<int> Reads)> Layers,
    EquatableArray<int> Outputs)
{
    /// <summary>The kinds of its layers without inputs.</summary>
    public IEnumerable<string> Kinds => Layers.Where(layer => layer.Settings is not InputLayer).Select(layer => layer.Settings.Kind);

    /// <summary>How many inputs it has.</summary>
    public int InputCount => Layers.Count(layer => layer.Settings is InputLayer);

    /// <summary>Takes from a network what can be compared.</summary>
    public static ComparableNetwork Of(NetworkModel network)
    {
        bool[] needed = Needed(network);
        int[] places = new int[needed.Length];
        List<(Layer, EquatableArray<WindowAxis>, FeatureShape, EquatableArray<int>)> layers = [];
        for (int i = 0; i < needed.Length; i++)
        {
            Node node = network.Nodes[i];
            if (node.Layer is DropoutLayer)
            {
                places[i] = places[node.Inputs[0]];
            }
            else if (needed[i])
            {
                places[i] = layers.Count;
                EquatableArray<int> reads = node.Inputs.Select(input => places[input]).ToEquatableArray();
                layers.Add((Settings(node), node.Axes.Select(Read).ToEquatableArray(), node.Shape, reads));
            }
        }

        return new(layers.ToEquatableArray(), network.Outputs.Select(output => places[output]).ToEquatableArray());
    }

    // Inputs of fractions are those of the model, read or not.
    private static bool[] Needed(NetworkModel network)
    {
        bool[] needed = [.. network.Nodes.Select(node => node.Layer is InputLayer { Element: Model.Layers.Structure.InputElement.Float })];
        foreach (int output in network.Outputs)
        {
            needed[output] = true;
        }

        for (int i = needed.Length - 1; i >= 0; i--)
        {
            foreach (int read in needed[i] ? network.Nodes[i].Inputs : EquatableArray<int>.Empty)
            {
                needed[read] = true;
            }
        }

        return needed;
    }

    // Positions behind the last window are no padding, and one tap is not spread.
    private static WindowAxis Read(WindowAxis axis) =>
        axis with { PadEnd = 0, Dilation = axis.Kernel > 1 ? axis.Dilation : 1 };

    private static Layer Settings(Node node) => node.Layer switch
    {
        ConvLayer conv => conv with { Window = new(), Algorithm = default },
        DepthwiseConvLayer conv => conv with { Window = new() },
        ConvTransposeLayer conv => conv with { Window = new(), OutputPadding = null, OutputPaddings = null },
        PoolLayer pool => pool with { Window = new() },
        DenseLayer dense => dense with { Weights = default, AsConv = false, Kernel = null },
        SoftShrinkLayer shrink => shrink with { Bias = shrink.Bias ?? shrink.Lambda },
        _ => node.Layer,
    };
}
