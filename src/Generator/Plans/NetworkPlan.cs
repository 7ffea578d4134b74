using ConvGen.Model;

namespace ConvGen.Generator.Plans;

/// <summary>All that is decided about a network before a line is written.</summary>
/// <param name="Network">The network.</param>
/// <param name="Sizes">Inference, at the declared size and at the further ones.</param>
/// <param name="Packed">The packed weights of inference, which all sizes share.</param>
/// <param name="Training">The training step; null where the network is not trainable.</param>
internal sealed record NetworkPlan(NetworkModel Network, EquatableArray<SizePlan> Sizes, PackedWeights Packed, TrainingPlan? Training)
{
    /// <summary>Inference at the declared size.</summary>
    public PassPlan Inference => Sizes[0].Pass;

    /// <summary>Bytes of values of one example at the size that takes most.</summary>
    public long ArenaBytes => Sizes.Max(size => size.Pass.ArenaBytes);
}
