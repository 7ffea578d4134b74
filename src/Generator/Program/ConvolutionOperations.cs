using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;

namespace ConvGen.Generator.Program;

/// <summary>
/// A convolution, or the adjoint of one: an input gradient or a transposed convolution. The adjoint of a strided convolution has several
/// phases, each a dense convolution that yields positions of its own; a forward convolution has one. What is fused with the operation is
/// done by every phase.
/// </summary>
internal sealed class ConvolutionOperation : WeightedOperation
{
    private ConvolutionOperation(
        string layer,
        string label,
        Value input,
        Value output,
        ChannelGroups channels,
        IReadOnlyList<WeightMap> phases,
        bool hasGaps,
        WeightSource weights,
        BiasTensor? bias,
        ConvolutionAlgorithm algorithm)
        : base(layer, input, output, weights, bias is { IsPerUnit: false } ? bias.Name : null)
    {
        Label = label;
        Channels = channels;
        Phases = phases;
        HasGaps = hasGaps;
        UnitBias = bias is { IsPerUnit: true } ? bias.Name : null;
        Algorithm = algorithm;
    }

    /// <summary>What it is for, for names and comments.</summary>
    public string Label { get; }

    public ChannelGroups Channels { get; }

    /// <summary>The weights and the window of each phase.</summary>
    public IReadOnlyList<WeightMap> Phases { get; }

    /// <summary>Whether there are positions that no phase writes.</summary>
    public bool HasGaps { get; }

    /// <summary>The tensor with biases that every position has for itself; null where there is none.</summary>
    public string? UnitBias { get; }

    /// <summary>The algorithm that the layer asks for.</summary>
    public ConvolutionAlgorithm Algorithm { get; }

    /// <summary>A convolution.</summary>
    /// <param name="layer">The layer that it belongs to.</param>
    /// <param name="label">What it is for, for names and comments.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="output">What it writes.</param>
    /// <param name="convolution">What it computes.</param>
    /// <param name="bias">Its biases, if it has any.</param>
    /// <param name="algorithm">The algorithm that the layer asks for.</param>
    /// <param name="residual">A value that is added; the output itself to add to what it holds.</param>
    public static ConvolutionOperation Forward(
        string layer,
        string label,
        Value input,
        Value output,
        ConvolutionDefinition convolution,
        BiasTensor? bias,
        ConvolutionAlgorithm algorithm,
        Value? residual = null) =>
        new(layer, label, input, output, convolution.Channels, convolution.Forward(), hasGaps: false, convolution.Weights, bias, algorithm)
        {
            Residual = residual,
        };

    /// <summary>The adjoint of a convolution, from its output's shape to its input's.</summary>
    /// <param name="layer">The layer that it belongs to.</param>
    /// <param name="label">What it is for, for names and comments.</param>
    /// <param name="input">What it reads: a map of the shape that the convolution yields.</param>
    /// <param name="output">What it writes: a map of the shape that the convolution reads.</param>
    /// <param name="convolution">The convolution.</param>
    /// <param name="bias">The adjoint's biases, if it has any.</param>
    /// <param name="algorithm">The algorithm that the layer asks for.</param>
    /// <param name="residual">A value that is added; the output itself to add to what it holds.</param>
    public static ConvolutionOperation Adjoint(
        string layer,
        string label,
        Value input,
        Value output,
        ConvolutionDefinition convolution,
        BiasTensor? bias,
        ConvolutionAlgorithm algorithm,
        Value? residual = null)
    {
        (IReadOnlyList<WeightMap> maps, bool hasGaps) = convolution.Adjoint();
        ChannelGroups channels = convolution.Channels.Transposed;
        return new(layer, label, input, output, channels, maps, hasGaps, convolution.Weights, bias, algorithm) { Residual = residual };
    }

    /// <inheritdoc/>
    public override bool AddsValue => base.AddsValue || UnitBias is not null;

    /// <summary>How 2×2 windows of the results are pooled before they are stored; null where they are not.</summary>
    public FusedPool? Pool { get; private set; }

    /// <summary>Whether each output channel reads one input channel.</summary>
    public bool IsDepthwise => Channels.Groups > 1 && Channels.InputsPerGroup == 1;

    /// <summary>Whether every position has weights of its own.</summary>
    public bool IsLocal => Phases.Any(p => p.Kernels is { PackedApart: true });

    /// <summary>The window of the only phase.</summary>
    public WindowGeometry Window => Phases[0].Window;

    /// <summary>Whether it is one dense sweep over a plane whose results nothing is added to.</summary>
    public bool IsPlain => Phases.Count == 1 && !HasGaps && !AddsValue && !IsLocal && Window.Depth is { Count: 1, Taps: 1 };

    /// <summary>Whether every pixel is computed from its own.</summary>
    public bool IsPointwise => Window.Taps == 1 && Input.Size == Output.Size
        && new[] { Window.Depth, Window.Height, Window.Width }.All(a => a is { InStep: 1, OutStep: 1, InStart: 0, OutStart: 0 });

    /// <summary>Has the results pooled before they are stored.</summary>
    /// <param name="pool">How.</param>
    /// <param name="pooled">What is stored.</param>
    public void FusePool(FusedPool pool, Value pooled)
    {
        Pool = pool;
        Output = pooled;
    }
}

/// <summary>A pooling that is done by the operation whose results it pools.</summary>
/// <param name="Kind">How 2×2 windows are pooled.</param>
/// <param name="Layer">The layer of the pooling.</param>
internal sealed record FusedPool(CombiningPoolKind Kind, string Layer);

/// <summary>A convolution and the depthwise convolution that alone reads it. What lies between the two is never stored whole.</summary>
internal sealed class ConvolutionDepthwiseOperation(ConvolutionOperation first, ConvolutionOperation second) : Operation(first.Layer)
{
    public ConvolutionOperation First => first;

    public ConvolutionOperation Second => second;

    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => first.Reads;

    /// <inheritdoc/>
    public override Value? Writes => second.Writes;
}

/// <summary>Gradient of a convolution to its weights.</summary>
internal sealed class ConvolutionWeightGradientOperation(
    string layer, Value input, Value outputGradient, WeightMap map, string weights, ConvolutionAlgorithm algorithm)
    : ParameterOperation(layer, input, outputGradient)
{
    /// <summary>The algorithm that the layer asks for.</summary>
    public ConvolutionAlgorithm Algorithm => algorithm;

    public Value Input => input;

    public Value OutputGradient => outputGradient;

    public WeightMap Map => map;

    /// <summary>The tensor.</summary>
    public string Weights => weights;

    public bool IsDepthwise => map.Channels is { Groups: > 1, InputsPerGroup: 1, OutputsPerGroup: 1 };

    /// <inheritdoc/>
    public override bool AcceptsPlanar(Value value) =>
        value == input && !IsDepthwise && (map.Channels.ReadsAll || map.Channels.InputBlocks == 1);
}

/// <summary>Gradient of a bias: the output's gradient summed over examples and positions.</summary>
internal sealed class BiasGradientOperation(string layer, Value outputGradient, string bias) : ParameterOperation(layer, outputGradient)
{
    public Value OutputGradient => outputGradient;

    public string Bias => bias;
}

/// <summary>Gradient of a bias that every position has for itself: the output's gradient summed over examples.</summary>
internal sealed class UnitBiasGradientOperation(string layer, Value outputGradient, string bias) : ParameterOperation(layer, outputGradient)
{
    public Value OutputGradient => outputGradient;

    public string Bias => bias;
}

/// <summary>Makes weights of scores, before whatever packs them.</summary>
internal sealed class TapSoftmaxOperation(string layer, TapSoftmax weights) : ParameterOperation(layer)
{
    public TapSoftmax Weights => weights;
}

/// <summary>Makes of the gradient by weights, which lies in the place of the scores' gradient, the gradient by the scores.</summary>
internal sealed class TapSoftmaxGradientOperation(string layer, TapSoftmax weights) : ParameterOperation(layer)
{
    public TapSoftmax Weights => weights;
}
