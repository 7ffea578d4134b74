using ConvGen.Generator.Kernels;

namespace ConvGen.Generator.Planning;

/// <summary>A piece of memory that a step works on, as an expression of type <c>ref float</c> over the context <c>c</c>.</summary>
internal readonly record struct Operand(string Expression);

/// <summary>One entry of a schedule.</summary>
/// <param name="Layer">The layer that it belongs to.</param>
internal abstract record Step(string Layer)
{
    /// <summary>Whether the step belongs to a final softmax that is left out when the loss takes logits.</summary>
    public bool IsFinalSoftmax { get; init; }
}

/// <summary>A kernel over its operands, split among threads.</summary>
internal sealed record KernelStep(string Layer, Kernel Kernel, IReadOnlyList<Operand> Operands, IReadOnlyList<string> Extra) : Step(Layer);

/// <summary>A call that the caller's thread makes by itself.</summary>
internal sealed record CallStep(string Layer, string Text) : Step(Layer);

/// <summary>What a pass does, in order.</summary>
internal sealed class Schedule
{
    public List<Step> Steps { get; } = [];

    /// <summary>The step with which the backward pass begins; null where there is none.</summary>
    public int? BackwardStart { get; set; }

    /// <summary>Algorithms by layer, for users.</summary>
    public Dictionary<string, string> Algorithms { get; } = new(StringComparer.Ordinal);
}

/// <summary>Packed weights of one kind of context: how long, and the calls that fill them.</summary>
internal sealed class PackedBlock
{
    public List<string> Calls { get; } = [];

    public int Length { get; private set; }

    /// <summary>Reserves floats and returns their offset.</summary>
    public int Reserve(int length)
    {
        int offset = Length;
        Length += ValueLayout.CeilDiv(length, ValueLayout.BlockSize) * ValueLayout.BlockSize;
        return offset;
    }
}
