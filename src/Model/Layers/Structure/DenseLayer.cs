using ConvGen.Model.Layers.Convolutions;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers.Structure;

/// <summary>A matrix times all values of the input, read in C·D·H·W order, plus a bias.</summary>
/// <param name="Units">The number of outputs.</param>
/// <param name="Bias">Whether each output has a bias.</param>
public sealed record DenseLayer(int Units, bool Bias) : Layer
{
    /// <summary>The precision of the weights at inference.</summary>
    public WeightPrecision Weights { get; init; }

    /// <summary>Whether it is computed as a convolution, which keeps the spatial axes.</summary>
    public bool AsConv { get; init; }

    /// <summary>The kernel of that convolution; <see langword="null"/> for one that covers the input.</summary>
    public EquatableArray<int>? Kernel { get; init; }

    /// <inheritdoc/>
    public override string Kind => "Dense";

    /// <inheritdoc/>
    public override string NamePrefix => "fc";

    /// <inheritdoc/>
    internal override (string Argument, int Count)? ChosenChannels => ("units", Units);

    /// <inheritdoc/>
    internal override ChannelUse ChannelUse => ChannelUse.Mixes;

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems)
    {
        CheckPositive(name, "units", Units, problems);
        if (AsConv && Weights != WeightPrecision.Float32)
        {
            problems.Add(
                AsConvSetting(name, "the weights of a convolution are float; remove Weights", "Weights", Fix.Remove("AsConv")));
        }

        if (!AsConv && Kernel is not null)
        {
            problems.Add(
                AsConvSetting(name, "Kernel needs AsConv = true", "Kernel", Fix.Set("convolution", new ArgumentEdit("AsConv", "true"))));
        }
    }

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        if (AsConv && inputs[0].Rank > 0)
        {
            return InferConvolution(name, inputs, problems);
        }

        int features = (int)inputs[0].Length;
        return new(new FeatureShape(Units, EquatableArray<int>.Empty))
        {
            Parameters = Tensors(name, features),
            Macs = Saturating.Multiply(features, Units),
            Settings = Bias ? string.Empty : "no bias",
        };
    }

    /// <inheritdoc/>
    internal override bool ReadsEverything(FeatureShape input) => !AsConv || Kernel is null;

    /// <inheritdoc/>
    internal override Layer? With(WindowSettings window) =>
        window == new WindowSettings { Kernel = window.Kernel } ? this with { Kernel = window.Kernel } : null;

    private Problem AsConvSetting(string name, string reason, string setting, Fix other) =>
        Problem.Of(ProblemIds.AsConvSetting, [Title(name), reason], setting) with { Fixes = new(Fix.Remove(setting), other) };

    // The row-major weights of a filter are the row of a matrix, so the tensor has the shape of the dense layer's.
    private Inference? InferConvolution(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        var window = new WindowSettings { Kernel = Kernel ?? inputs[0].Spatial };
        var convolution = new ConvLayer(Units, window, Groups: 1, Bias ? BiasKind.PerChannel : BiasKind.None);
        if (convolution.Infer(name, inputs, problems) is not { } inference)
        {
            return null;
        }

        long features = inference.Parameters[0].Length / Units;
        return features > int.MaxValue ? inference : inference with { Parameters = Tensors(name, (int)features) };
    }

    private EquatableArray<ParameterTensor> Tensors(string name, int features)
    {
        List<ParameterTensor> parameters = [new($"{name}.weight", new(Units, features), TensorRole.Weight, features, Units)];
        if (Bias)
        {
            parameters.Add(new($"{name}.bias", new(Units), TensorRole.Bias, features, Units));
        }

        return parameters.ToEquatableArray();
    }
}
