using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;

namespace ConvGen.Generator.Program;

/// <summary>Copies channels of one value to channels of another of the same extents, or adds them.</summary>
internal sealed class CopyOperation(
    string layer, Value source, Value destination, bool accumulates, int channels = 0, int firstSource = 0, int firstDestination = 0)
    : ValueOperation(layer, [source], destination, accumulates)
{
    /// <summary>Whether it only brings a value into the form in which its layer's own operation reads it.</summary>
    public bool IsPreparation { get; init; }

    public Value Source => source;

    /// <summary>How many channels.</summary>
    public int Channels => channels == 0 ? source.Channels : channels;

    public int FirstSource => firstSource;

    public int FirstDestination => firstDestination;

    /// <inheritdoc/>
    public override bool AcceptsPlanar(Value value) => value == source;
}

/// <summary>
/// Brings every number of one value to its place in another that has as many: channels in another order, or as positions.
/// </summary>
internal sealed class ChannelMoveOperation(
    string layer, Value source, ChannelRule from, Value destination, ChannelRule to, bool accumulates)
    : ValueOperation(layer, [source], destination, accumulates)
{
    public Value Source => source;

    public ChannelRule From => from;

    public ChannelRule To => to;

    /// <summary>Whether positions become channels, or channels positions.</summary>
    public bool MovesPositions => from is BlockPositions || to is BlockPositions;

    /// <inheritdoc/>
    public override bool AcceptsPlanar(Value value) => value == source;
}

/// <summary>
/// Makes every channel of some channels of another value of the same extents: those that are gathered, and the gradient of that.
/// </summary>
internal sealed class ChannelMapOperation(string layer, AxisMap map, Value source, Value destination, bool accumulates)
    : ValueOperation(layer, [source], destination, accumulates)
{
    public AxisMap Map => map;

    public Value Source => source;

    /// <inheritdoc/>
    public override bool AcceptsPlanar(Value value) => value == source;
}

/// <summary>Gradient of taking some channels: those channels have it, the others have none.</summary>
internal sealed class ChannelRangeGradientOperation(string layer, Value outputGradient, Value inputGradient, bool accumulates, int first)
    : ValueOperation(layer, [outputGradient], inputGradient, accumulates)
{
    public Value OutputGradient => outputGradient;

    /// <summary>The first of the channels.</summary>
    public int First => first;
}

/// <summary>
/// Makes a vector of a map in C·D·H·W order, or, as its gradient, a map of a vector. The map may be a part of the vector, from its element
/// <paramref name="first"/> on.
/// </summary>
internal sealed class FlattenOperation(string layer, Value source, Value destination, bool accumulates, int first = 0)
    : ValueOperation(layer, [source], destination, accumulates)
{
    /// <summary>Whether the channels of a position lie side by side in the vector: D·H·W·C order.</summary>
    public bool ChannelsLast { get; init; }

    public Value Source => source;

    /// <summary>The element of the vector that the map begins at.</summary>
    public int First => first;

    /// <inheritdoc/>
    public override bool AcceptsPlanar(Value value) => value == source;
}

/// <summary>Makes the halo of a value zero before it is written, where its memory has been something else.</summary>
internal sealed class ClearHaloOperation(string layer, Value value) : ValueOperation(layer, [], value);

/// <summary>
/// Makes a map of another one by a map of positions along each axis: padding, cropping, interpolation, and their gradients.
/// </summary>
internal sealed class ResamplingOperation(string layer, AxisMaps maps, Value source, Value destination, bool accumulates, double fill = 0)
    : ValueOperation(layer, [source], destination, accumulates)
{
    /// <summary>Whether it only brings a value into the form in which its layer's own operation reads it.</summary>
    public bool IsPreparation { get; init; }

    public AxisMaps Maps => maps;

    public Value Source => source;

    /// <summary>What positions have that none is read for.</summary>
    public double Fill => fill;
}

/// <summary>Softmax over channels, or its logarithm.</summary>
internal sealed class SoftmaxOperation(string layer, Value input, Value output, bool isLogarithm) : ValueOperation(layer, [input], output)
{
    public Value Input => input;

    public bool IsLogarithm => isLogarithm;
}

/// <summary>Gradient of softmax, or of its logarithm, to its input.</summary>
internal sealed class SoftmaxGradientOperation(
    string layer, Value output, Value outputGradient, Value inputGradient, bool isLogarithm, bool accumulates)
    : ValueOperation(layer, [output, outputGradient], inputGradient, accumulates)
{
    /// <summary>What the softmax yielded.</summary>
    public Value Probabilities => output;

    public Value OutputGradient => outputGradient;

    public bool IsLogarithm => isLogarithm;
}
