using ConvGen.Numerics.Tests.Declarations;
using ConvGen.Numerics.Tests.Reference;
using ConvGen.Tests;

namespace ConvGen.Benchmarks.Tests;

/// <summary>Evaluates a network in double precision from the attributes of its class, layer by layer from the definitions.</summary>
internal sealed class NetworkReference
{
    private readonly INetwork _network;
    private readonly bool _exact;
    private readonly Dictionary<DeclaredLayer, Tensor> _values = [];

    private NetworkReference(INetwork network, bool exact)
    {
        _network = network;
        _exact = exact;
    }

    /// <summary>The result for one example, with the parameters that the network has.</summary>
    /// <param name="network">The network.</param>
    /// <param name="example">The example.</param>
    /// <param name="exact">Whether weights are not rounded where the declaration says so.</param>
    /// <exception cref="NotSupportedException">The network has a layer without a definition here.</exception>
    public static double[] Evaluate(INetwork network, float[] example, bool exact)
    {
        var reference = new NetworkReference(network, exact);
        IReadOnlyList<DeclaredLayer> layers = DeclarationReader.Read(network);
        reference._values[layers[0]] = Fill([1, .. layers[0].Info.OutputShape], example);
        foreach (DeclaredLayer layer in layers.Skip(1))
        {
            Tensor[] inputs = [.. layer.Inputs.Select(input => reference._values[input])];
            reference._values[layer] = reference.Run(layer, inputs).Output;
        }

        return reference._values[layers[^1]].Values;
    }

    /// <summary>Whether a network has layers that round their weights.</summary>
    public static bool Rounds(INetwork network) => DeclarationReader.Read(network).Any(Rounds);

    private static bool Rounds(DeclaredLayer layer) => layer.Attribute is DenseAttribute { Weights: WeightPrecision.BFloat16 };

    private Result Run(DeclaredLayer layer, Tensor[] inputs)
    {
        Tensor x = inputs[0];
        return layer.Attribute switch
        {
            ConvAttribute conv => Convolution.Run(x, Weight(layer), Bias(layer), Window(conv, x, pooling: false), conv.Groups),
            ConvTransposeAttribute conv => TransposedConvolution.Run(x, Weight(layer), Bias(layer), Window(conv, x), conv.Groups),
            MaxPoolAttribute pool => WindowPooling.Max(x, PooledCells.Of(Window(pool, x, pooling: true))),
            AvgPoolAttribute pool => WindowPooling.Average(x, Window(pool, x, pooling: true), pool.CountPadding),
            GlobalAvgPoolAttribute => WindowPooling.Average(x, PooledCells.Adaptive(x.Spatial, [.. x.Spatial.Select(_ => 1)])),
            BatchNormAttribute norm => BatchNormalization.Apply(
                x, Weight(layer), Bias(layer)!, Parameter(layer, "running_mean")!.Values, Parameter(layer, "running_var")!.Values, norm.Epsilon),
            DenseAttribute => DenseLayer.Run(x, Weight(layer), Bias(layer)),
            FlattenAttribute => Structure.Flatten(x),
            DropoutAttribute => Structure.Identity(x),
            ReluAttribute => Activations.Relu(x),
            Relu6Attribute => Activations.Relu6(x),
            LeakyReluAttribute leaky => Activations.LeakyRelu(x, leaky.Slope),
            SigmoidAttribute => Activations.Sigmoid(x),
            TanhAttribute => Activations.Tanh(x),
            SoftmaxAttribute => Activations.Softmax(x),
            AddAttribute => Combination.Add(inputs),
            ConcatAttribute => Structure.Concat(inputs),
            _ => throw new NotSupportedException($"{layer.Info.Kind} '{layer.Info.Name}' has no definition here."),
        };
    }

    private static Window Window(WindowAttribute window, Tensor x, bool pooling) => Settings(window).Resolve(x.Spatial, pooling);

    private static Window Window(ConvTransposeAttribute conv, Tensor x) =>
        Settings(conv).ResolveTransposed(x.Spatial, conv.OutputPaddings ?? [conv.OutputPadding]);

    private static WindowSettings Settings(WindowAttribute window) => new(window.Kernel ?? [window.K!.Value])
    {
        Stride = window.Stride ?? (window.S is { } stride ? [stride] : null),
        Begin = window.PadBegin ?? window.Pad ?? [window.P],
        End = window.PadEnd ?? window.Pad,
        Dilation = window.Dilations ?? [window.Dilation],
        Padding = window.Padding,
        Rounding = window.Rounding,
    };

    private Tensor Weight(DeclaredLayer layer)
    {
        Tensor weight = Parameter(layer, "weight")!;
        return _exact || !Rounds(layer) ? weight : weight.Select(value => BFloat16.Round((float)value));
    }

    private Tensor? Bias(DeclaredLayer layer) => Parameter(layer, "bias");

    private Tensor? Parameter(DeclaredLayer layer, string role)
    {
        string name = $"{layer.Info.Name}.{role}";
        if (!_network.Parameters.Contains(name))
        {
            return null;
        }

        NetworkParameter parameter = _network.Parameters[name];
        return Fill([.. parameter.Shape], parameter.Values);
    }

    private static Tensor Fill(int[] shape, ReadOnlySpan<float> values)
    {
        var tensor = new Tensor(shape);
        for (int i = 0; i < values.Length; i++)
        {
            tensor.Values[i] = values[i];
        }

        return tensor;
    }
}
