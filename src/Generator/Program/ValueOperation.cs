namespace ConvGen.Generator.Program;

/// <summary>An operation that makes one value of others, or adds to it.</summary>
/// <param name="layer">The layer that it belongs to.</param>
/// <param name="reads">The values that it reads, besides the one that it adds to.</param>
/// <param name="output">The value that it makes.</param>
/// <param name="accumulates">Whether it adds to what the value holds.</param>
internal abstract class ValueOperation(string layer, IReadOnlyList<Value> reads, Value output, bool accumulates = false) : Operation(layer)
{
    /// <summary>The value that it makes.</summary>
    public Value Output { get; } = output;

    /// <summary>Whether it adds to what the value holds.</summary>
    public bool Accumulates { get; } = accumulates;

    /// <inheritdoc/>
    public sealed override IEnumerable<Value> Reads => Accumulates ? reads.Concat([Output]) : reads;

    /// <inheritdoc/>
    public sealed override Value? Writes => Output;
}

/// <summary>An operation that writes no value: gradients of parameters, statistics, or numbers derived from parameters.</summary>
/// <param name="layer">The layer that it belongs to.</param>
/// <param name="reads">The values that it reads.</param>
internal abstract class ParameterOperation(string layer, params Value[] reads) : Operation(layer)
{
    /// <inheritdoc/>
    public sealed override IEnumerable<Value> Reads => reads;

    /// <inheritdoc/>
    public sealed override Value? Writes => null;
}
