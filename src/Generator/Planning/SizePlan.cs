using ConvGen.Generator.Lowering;
using ConvGen.Model;

namespace ConvGen.Generator.Planning;

/// <summary>Inference at one of the sizes of the input that a network is compiled for.</summary>
/// <param name="Network">The network at this size.</param>
/// <param name="Number">0 for the declared size, then one after another.</param>
/// <param name="Program">Its operations.</param>
/// <param name="Pass">Its steps. What they read of the packed weights all sizes share.</param>
/// <param name="FirstStep">The number of its first step among those of all sizes.</param>
internal sealed record SizePlan(NetworkModel Network, int Number, InferenceBuilder Program, PassPlan Pass, int FirstStep)
{
    // What a context may keep in the cache near its core.
    private const int CacheBytes = 1 << 20;
    private const int MostExamplesPerPass = 16;

    /// <summary>What emitted names of this size end with; nothing for the declared one.</summary>
    public string Suffix => Number == 0 ? string.Empty : NetworkMembers.Suffix(Network);

    /// <summary>Examples that one pass takes at most; longer inputs take several passes.</summary>
    public int ExamplesPerPass => (int)Math.Max(1, Math.Min(MostExamplesPerPass, CacheBytes / Pass.ArenaBytes));

    /// <summary>Plans the declared size and the further ones.</summary>
    public static IReadOnlyList<SizePlan> All(NetworkModel network)
    {
        var packed = new PackedBlock();
        List<SizePlan> sizes = [];
        int steps = 0;
        foreach (NetworkModel at in network.Sizes.Prepend(network))
        {
            InferenceBuilder program = InferenceBuilder.Lower(at);
            var pass = PassPlan.Inference(program, packed);
            sizes.Add(new(at, sizes.Count, program, pass, steps));
            steps += pass.Steps.Count;
        }

        return sizes;
    }
}
