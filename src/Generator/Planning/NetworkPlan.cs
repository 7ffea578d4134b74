using ConvGen.Generator.Lowering;
using ConvGen.Model;

namespace ConvGen.Generator.Planning;

/// <summary>All that is decided about a network before a line is written.</summary>
internal sealed class NetworkPlan
{
    // What a context may keep in the cache near its core.
    private const int CacheBytes = 1 << 20;
    private const int MostExamplesPerPass = 16;

    private NetworkPlan(NetworkModel network)
    {
        Network = network;
        InferenceProgram = InferenceBuilder.Lower(network);
        Inference = PassPlan.Inference(InferenceProgram);
        if (network.Trainable)
        {
            TrainingProgram = TrainingBuilder.Lower(network);
            Training = PassPlan.Training(TrainingProgram);
        }
    }

    public NetworkModel Network { get; }

    public InferenceBuilder InferenceProgram { get; }

    public PassPlan Inference { get; }

    public TrainingBuilder? TrainingProgram { get; }

    public PassPlan? Training { get; }

    /// <summary>Examples that one pass takes at most; longer inputs take several passes.</summary>
    public int ExamplesPerPass => (int)Math.Max(1, Math.Min(MostExamplesPerPass, CacheBytes / Inference.ArenaBytes));

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
