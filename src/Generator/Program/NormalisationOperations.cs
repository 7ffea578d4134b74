using ConvGen.Generator.Functions;
using ConvGen.Generator.Loops;

namespace ConvGen.Generator.Program;

/// <summary>Vectors of one number per channel that the passes of a batch normalisation over a mini-batch share.</summary>
internal enum BatchNormVector
{
    /// <summary>Means.</summary>
    Means,

    /// <summary>What the rounding of the means has left over.</summary>
    Rests,

    /// <summary>Inverse standard deviations.</summary>
    Inverses,

    /// <summary>What x − mean is multiplied by.</summary>
    Scales,

    /// <summary>What is added then.</summary>
    Shifts,

    /// <summary>The first coefficient of the gradient to the input.</summary>
    A,

    /// <summary>The second.</summary>
    B,

    /// <summary>The third.</summary>
    C,
}

/// <summary>Memory that the passes of one batch normalisation share: a vector of each kind.</summary>
internal sealed class BatchNormMemory(int channels)
{
    public int Channels => channels;
}

/// <summary>Mini-batch statistics, and the running ones that follow them.</summary>
internal sealed class BatchNormStatisticsOperation(
    string layer, BatchNormTensors norm, double momentum, BatchNormMemory memory, Value input)
    : ParameterOperation(layer, input)
{
    public BatchNormTensors Norm => norm;

    public double Momentum => momentum;

    public BatchNormMemory Memory => memory;

    public Value Input => input;
}

/// <summary>
/// Gradients to scale and shift and, by statistics of the mini-batch, the coefficients of the gradient to the input.
/// </summary>
internal sealed class BatchNormGradientOperation(
    string layer, BatchNormTensors norm, BatchNormMemory? memory, Value input, Value outputGradient)
    : ParameterOperation(layer, input, outputGradient)
{
    public BatchNormTensors Norm => norm;

    /// <summary>The statistics of the mini-batch; null where it normalises by running ones, which do not depend on the input.</summary>
    public BatchNormMemory? Memory => memory;

    public Value Input => input;

    public Value OutputGradient => outputGradient;
}

/// <summary>Mean and inverse deviation of what is normalised together.</summary>
internal sealed class SetStatisticsOperation(ExampleNormalisation norm, Value input, Value statistics)
    : ValueOperation(norm.Layer, [input], statistics)
{
    public ExampleNormalisation Norm => norm;

    public Value Input => input;
}

/// <summary>Normalises by the statistics of each example.</summary>
internal sealed class NormaliseOperation(ExampleNormalisation norm, Value input, Value statistics, Value output)
    : ValueOperation(norm.Layer, [input, statistics], output), IFusesActivation
{
    /// <inheritdoc/>
    public Activation Activation { get; set; } = Activation.Identity;

    public ExampleNormalisation Norm => norm;

    public Value Input => input;

    public Value Statistics => statistics;
}

/// <summary>Means of gradients over what is normalised together.</summary>
internal sealed class SetGradientOperation(ExampleNormalisation norm, Value input, Value statistics, Value outputGradient, Value means)
    : ValueOperation(norm.Layer, [input, statistics, outputGradient], means)
{
    public ExampleNormalisation Norm => norm;

    public Value Input => input;

    public Value Statistics => statistics;

    public Value OutputGradient => outputGradient;
}

/// <summary>Gradient of a normalisation by the statistics of each example to its input.</summary>
internal sealed class NormalisationInputGradientOperation(
    ExampleNormalisation norm, Value input, Value statistics, Value outputGradient, Value means, Value inputGradient, bool accumulates)
    : ValueOperation(norm.Layer, [input, statistics, outputGradient, means], inputGradient, accumulates)
{
    public ExampleNormalisation Norm => norm;

    public Value Input => input;

    public Value Statistics => statistics;

    public Value OutputGradient => outputGradient;

    public Value Means => means;
}

/// <summary>Gradients of a normalisation by the statistics of each example to its scale and shift.</summary>
internal sealed class ScaleGradientOperation(ExampleNormalisation norm, Value input, Value statistics, Value outputGradient)
    : ParameterOperation(norm.Layer, input, statistics, outputGradient)
{
    public ExampleNormalisation Norm => norm;

    public Value Input => input;

    public Value Statistics => statistics;

    public Value OutputGradient => outputGradient;
}

/// <summary>Local response normalisation.</summary>
internal sealed class LocalResponseOperation(string layer, LocalResponse norm, Value input, Value output)
    : ValueOperation(layer, [input], output)
{
    public LocalResponse Norm => norm;

    public Value Input => input;
}

/// <summary>Gradient of local response normalisation to its input.</summary>
internal sealed class LocalResponseGradientOperation(
    string layer, LocalResponse norm, Value input, Value outputGradient, Value inputGradient, bool accumulates)
    : ValueOperation(layer, [input, outputGradient], inputGradient, accumulates)
{
    public LocalResponse Norm => norm;

    public Value Input => input;

    public Value OutputGradient => outputGradient;
}
