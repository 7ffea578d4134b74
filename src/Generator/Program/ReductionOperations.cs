using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;

namespace ConvGen.Generator.Program;

/// <summary>Sums of a function over the axes along which the result is smaller: a reduction, or a gradient of what was broadcast.</summary>
internal sealed class ReductionOperation(
    string layer, ElementwiseFunction function, Value whole, IReadOnlyList<Value> others, Value output, bool accumulates)
    : ValueOperation(layer, [whole, .. others], output, accumulates)
{
    public ElementwiseFunction Function => function;

    public Value Whole => whole;

    public IReadOnlyList<Value> Inputs { get; } = [whole, .. others];
}

/// <summary>The largest or smallest elements over the axes along which the result is smaller.</summary>
internal sealed class ExtremeReductionOperation(string layer, bool isMaximum, Value input, Value output)
    : ValueOperation(layer, [input], output)
{
    public bool IsMaximum => isMaximum;

    public Value Input => input;
}

/// <summary>A map with its axes in another order, or its gradient.</summary>
/// <param name="layer">The layer that it belongs to.</param>
/// <param name="axes">What becomes the axes of the result.</param>
/// <param name="source">What is read.</param>
/// <param name="destination">What is written.</param>
/// <param name="accumulates">Whether it adds to what the destination holds.</param>
internal sealed class PermuteOperation(string layer, EquatableArray<MovedAxis> axes, Value source, Value destination, bool accumulates)
    : ValueOperation(layer, [source], destination, accumulates)
{
    public EquatableArray<MovedAxis> Axes => axes;

    public Value Source => source;

    /// <inheritdoc/>
    public override bool AcceptsPlanar(Value value) => value == source;
}
