namespace ConvGen;

/// <summary>What stands in a block for what its use says.</summary>
public static class BlockArgument
{
    /// <summary>
    /// The number of filters that the use asks for. It may be multiplied, and divided by powers of two:
    /// <c>[Conv(BlockArgument.Filters / 4, k: 1)]</c>.
    /// </summary>
    public const int Filters = 1 << 28;

    /// <summary>The stride that the use asks for, in the first of its copies; 1 in all others.</summary>
    public const int Stride = int.MaxValue;

    /// <summary>
    /// The name of what the block reads, for <see cref="LayerAttribute.From"/> and for layers that combine:
    /// <c>[Add(BlockArgument.Input)]</c>.
    /// </summary>
    public const string Input = "input";
}
