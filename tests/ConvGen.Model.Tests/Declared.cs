using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Activations;
using ConvGen.Model.Layers.Convolutions;
using ConvGen.Model.Layers.Pooling;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Networks;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Tests;

/// <summary>Networks declared in the model's own terms.</summary>
internal static class Declared
{
    private static readonly TypeIdentity Type = new("", EquatableArray<string>.Empty, "Net", "public");

    /// <summary>The network, which must be without problems.</summary>
    public static NetworkModel Network(params LayerDeclaration[] layers) => Network(null, layers);

    /// <summary>The network with limits, which must be without problems.</summary>
    public static NetworkModel Network(Budget? budget, params LayerDeclaration[] layers)
    {
        NetworkDeclaration declaration = new(Type, new(layers), Trainable: false, InputGradient: false, budget);
        NetworkModel? network = NetworkInference.Infer(declaration, (_, problem) => Assert.Fail(problem.ToString()));
        Assert.NotNull(network);
        return network;
    }

    /// <summary>The problems of a network, which must have some.</summary>
    public static List<(Subject Subject, Problem Problem)> ProblemsOf(params LayerDeclaration[] layers) => ProblemsOf(false, null, layers);

    /// <summary>The problems of a network to train or with limits, which must have some.</summary>
    public static List<(Subject Subject, Problem Problem)> ProblemsOf(bool trainable, Budget? budget, params LayerDeclaration[] layers)
    {
        List<(Subject, Problem)> problems = [];
        NetworkDeclaration declaration = new(Type, new(layers), trainable, InputGradient: false, budget);
        Assert.Null(NetworkInference.Infer(declaration, (subject, problem) => problems.Add((subject, problem))));
        Assert.NotEmpty(problems);
        return problems;
    }

    /// <summary>The only problem of a network.</summary>
    public static Problem OnlyProblem(params LayerDeclaration[] layers) => Assert.Single(ProblemsOf(layers)).Problem;

    public static LayerDeclaration Input(params int[] shape) => Of(new InputLayer(new(shape)));

    public static LayerDeclaration Conv(
        int filters = 0, int k = 1, int s = 1, int p = 0, int groups = 1, int dilation = 1, bool bias = true, RoundingMode rounding = default) =>
        Of(new ConvLayer(filters, Window(k, s, p, dilation, rounding), groups, bias ? BiasKind.PerChannel : BiasKind.None));

    public static LayerDeclaration Conv(int filters, WindowSettings window, int groups = 1) =>
        Of(new ConvLayer(filters, window, groups, BiasKind.PerChannel));

    public static LayerDeclaration MaxPool(int k, int? s = null, int p = 0, RoundingMode rounding = default) =>
        Of(new MaxPoolLayer(Window(k, s, p, 1, rounding)));

    public static LayerDeclaration Dense(int units, bool bias = true) => Of(new DenseLayer(units, bias));

    public static LayerDeclaration Relu() => Of(new ReluLayer());

    public static LayerDeclaration Add(params string[] with) => Of(new AddLayer()) with { With = new(with) };

    public static LayerDeclaration Concat(params string[] with) => Of(new ConcatLayer()) with { With = new(with) };

    public static LayerDeclaration Of(Layer layer) => new(layer);

    public static LayerDeclaration Named(this LayerDeclaration layer, string name) => layer with { Name = name };

    public static LayerDeclaration From(this LayerDeclaration layer, string name) => layer with { From = name };

    public static WindowSettings Window(int k, int? s, int? p, int dilation = 1, RoundingMode rounding = default) =>
        new() { K = k, S = s, P = p, Dilation = dilation, Rounding = rounding };
}
