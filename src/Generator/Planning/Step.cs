using ConvGen.Generator.Kernels;

namespace ConvGen.Generator.Planning;

/// <summary>One entry of a schedule.</summary>
/// <param name="Layer">The layer that it belongs to.</param>
internal abstract record Step(string Layer)
{
    /// <summary>Whether the step belongs to a final softmax that is left out when the loss takes logits.</summary>
    public bool IsFinalSoftmax { get; init; }
}
