using ConvGen.Generator.Functions;

namespace ConvGen.Generator.Program;

/// <summary>A vector of one number per channel that an element-by-element function reads.</summary>
internal abstract record ChannelVector;

/// <summary>What the passes of a batch normalisation over a mini-batch share.</summary>
/// <param name="Memory">The memory.</param>
/// <param name="Part">Which of its vectors.</param>
internal sealed record SharedVector(BatchNormMemory Memory, BatchNormVector Part) : ChannelVector;

/// <summary>The scale or the shift that a batch normalisation by running statistics, or a layer that does just that, comes to.</summary>
/// <param name="Norm">What it is.</param>
/// <param name="IsShift">Whether it is the shift.</param>
internal sealed record FoldedVector(FoldedAffine Norm, bool IsShift) : ChannelVector;

/// <summary>The slopes of a learned rectifier.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="IsPerChannel">Whether each channel has its own; otherwise all share one.</param>
internal sealed record SlopeVector(string Tensor, bool IsPerChannel) : ChannelVector;

/// <summary>
/// An element-by-element function of values, with vectors of one number per channel where it needs them. Values that are smaller than the
/// output are broadcast.
/// </summary>
internal class ElementwiseOperation(
    string layer, ElementwiseFunction function, IReadOnlyList<Value> inputs, Value output, bool accumulates = false)
    : ValueOperation(layer, inputs, output, accumulates)
{
    /// <summary>The values that the function takes.</summary>
    public IReadOnlyList<Value> Inputs { get; } = inputs;

    /// <summary>What is computed.</summary>
    public virtual ElementwiseFunction Function => function;

    /// <summary>The vectors of one number per channel.</summary>
    public IReadOnlyList<ChannelVector> Vectors { get; init; } = [];

    /// <summary>Which stream of random numbers it takes; null for none.</summary>
    public int? RandomStream { get; init; }
}

/// <summary>An element-by-element function that applies the activation behind it too.</summary>
internal abstract class ActivatedOperation(
    string layer, Func<Activation, ElementwiseFunction> function, IReadOnlyList<Value> inputs, Value output)
    : ElementwiseOperation(layer, function(Activation.Identity), inputs, output), IFusesActivation
{
    /// <inheritdoc/>
    public Activation Activation { get; set; } = Activation.Identity;

    /// <inheritdoc/>
    public sealed override ElementwiseFunction Function => function(Activation);
}

/// <summary>A sum, product or the like of values, with the activation that follows.</summary>
internal sealed class ArithmeticOperation(string layer, Arithmetic arithmetic, IReadOnlyList<Value> inputs, Value output)
    : ActivatedOperation(layer, activation => new ArithmeticFunction(arithmetic, inputs.Count, activation), inputs, output);

/// <summary>
/// Batch normalisation by running statistics, or another scale and shift, that could not be folded into a layer before it: one multiply-add
/// per element.
/// </summary>
internal sealed class AffineOperation : ActivatedOperation
{
    public AffineOperation(string layer, FoldedAffine norm, Value input, Value output)
        : base(layer, activation => new AffineFunction(activation), [input], output) =>
        Vectors = [new FoldedVector(norm, IsShift: false), new FoldedVector(norm, IsShift: true)];
}

/// <summary>Normalises by the statistics of the mini-batch.</summary>
internal sealed class BatchNormApplyOperation : ActivatedOperation
{
    public BatchNormApplyOperation(string layer, BatchNormMemory memory, Value input, Value output)
        : base(layer, activation => new AffineFunction(activation, IsCentred: true), [input], output) =>
        Vectors =
        [
            new SharedVector(memory, BatchNormVector.Scales),
            new SharedVector(memory, BatchNormVector.Shifts),
            new SharedVector(memory, BatchNormVector.Means),
        ];
}

/// <summary>Gradient of batch normalisation by statistics of the mini-batch to its input.</summary>
internal sealed class BatchNormInputGradientOperation : ElementwiseOperation
{
    public BatchNormInputGradientOperation(
        string layer, BatchNormMemory memory, Value input, Value outputGradient, Value inputGradient, bool accumulates)
        : base(layer, new BatchNormGradientFunction(), [input, outputGradient], inputGradient, accumulates)
    {
        BatchNormVector[] parts = [BatchNormVector.A, BatchNormVector.B, BatchNormVector.C, BatchNormVector.Means];
        Vectors = [.. parts.Select(part => new SharedVector(memory, part))];
    }
}

/// <summary>
/// An element-by-element function that reads the slopes of a learned rectifier: the rectifier itself, or its gradient to the input.
/// </summary>
internal sealed class PReluOperation : ElementwiseOperation
{
    public PReluOperation(
        string layer,
        ElementwiseFunction function,
        SlopeVector slopes,
        IReadOnlyList<Value> inputs,
        Value output,
        bool accumulates = false)
        : base(layer, function, inputs, output, accumulates) =>
        Vectors = [slopes];
}

/// <summary>Dropout of a training pass, or its gradient: the stream makes both drop the same elements.</summary>
internal sealed class DropoutOperation : ElementwiseOperation
{
    public DropoutOperation(string layer, int stream, double probability, Value input, Value output, bool accumulates)
        : base(layer, new DropoutFunction(probability), [input], output, accumulates) =>
        RandomStream = stream;
}

/// <summary>Gradients to the slopes of a learned rectifier.</summary>
internal sealed class PReluSlopeGradientOperation(string layer, Value input, Value outputGradient, SlopeVector slopes)
    : ParameterOperation(layer, input, outputGradient)
{
    public Value Input => input;

    public Value OutputGradient => outputGradient;

    public SlopeVector Slopes => slopes;
}

/// <summary>Gradients to numbers per channel, or to one for all: Σ x·dy, or Σ dy.</summary>
internal sealed class ChannelParameterGradientOperation(
    string layer, Value? factor, Value outputGradient, string tensor, bool perChannel)
    : ParameterOperation(layer, factor is null ? [outputGradient] : [factor, outputGradient])
{
    /// <summary>What gradients are multiplied by; null for nothing.</summary>
    public Value? Factor => factor;

    public Value OutputGradient => outputGradient;

    public string Tensor => tensor;

    public bool IsPerChannel => perChannel;
}

/// <summary>A value combined with a tensor that has its shape and is the same for every example.</summary>
internal sealed class ElementParameterOperation(
    string layer, Arithmetic arithmetic, string tensor, Value input, Value output, bool accumulates)
    : ValueOperation(layer, [input], output, accumulates), IFusesActivation
{
    /// <inheritdoc/>
    public Activation Activation { get; set; } = Activation.Identity;

    public Value Input => input;

    public string Tensor => tensor;

    public ElementwiseFunction Function => new ArithmeticFunction(arithmetic, 2, Activation);
}
