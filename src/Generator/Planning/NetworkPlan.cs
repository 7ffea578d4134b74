using ConvGen.Generator.Lowering;
using ConvGen.Model;

namespace ConvGen.Generator.Planning;

/// <summary>All that is decided about a network before a line is written.</summary>
internal sealed class NetworkPlan
{
    private NetworkPlan(NetworkModel network)
    {
        Network = network;
        Sizes = SizePlan.All(network);
        if (network.Trainable)
        {
            TrainingProgram = TrainingBuilder.Lower(network);
            Training = PassPlan.Training(TrainingProgram);
        }
    }

    public NetworkModel Network { get; }

    /// <summary>Inference, at the declared size and at the further ones.</summary>
    public IReadOnlyList<SizePlan> Sizes { get; }

    /// <summary>Inference at the declared size.</summary>
    public PassPlan Inference => Sizes[0].Pass;

    /// <summary>The packed weights of inference.</summary>
    public PackedBlock Packed => Inference.Packed;

    /// <summary>Bytes of values of one example at the size that takes most.</summary>
    public long ArenaBytes => Sizes.Max(size => size.Pass.ArenaBytes);

    public TrainingBuilder? TrainingProgram { get; }

    public PassPlan? Training { get; }

    /// <summary>Lowers and plans a network, or returns null when its memory is larger than an index reaches.</summary>
    public static NetworkPlan? TryCreate(NetworkModel network)
    {
        try
        {
            return new(network);
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
