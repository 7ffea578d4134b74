using ConvGen.Generator.Kernels.Dense;
using ConvGen.Generator.Tiling;
using ConvGen.Model;

namespace ConvGen.Generator.Plans;

/// <summary>Inference at one of the sizes of the input that a network is compiled for.</summary>
/// <param name="Network">The network at this size.</param>
/// <param name="Number">0 for the declared size, then one after another.</param>
/// <param name="Pass">Its steps. What they read of the packed weights all sizes share.</param>
/// <param name="FirstStep">The number of its first step among those of all sizes.</param>
/// <param name="Inputs">The network's inputs.</param>
/// <param name="Outputs">The network's outputs.</param>
internal sealed record SizePlan(
    NetworkModel Network, int Number, PassPlan Pass, int FirstStep, EquatableArray<StoredValue> Inputs, EquatableArray<StoredValue> Outputs)
{
    // What a context may keep in the cache near its core.
    private const int CacheBytes = 1 << 20;

    private const int MaxExamplesPerPass = 16;

    // Values that leave the cache are written and read once or twice, weights that leave it are read for every pass: so many times more
    // bytes of them are worth it.
    private const int WeightsPerValue = 4;

    /// <summary>What emitted names of this size end with; nothing for the declared one.</summary>
    public string Suffix => Number == 0 ? string.Empty : NetworkMembers.Suffix(Network);

    /// <summary>Examples that one pass takes at most; longer inputs take several passes.</summary>
    public int ExamplesPerPass => (int)Math.Max(1, Math.Min(MaxExamplesPerPass, ValueBytes / Pass.ArenaBytes));

    // Dense layers read each weight once for all examples of a pass. Where the weights come from memory, a pass may take more examples than
    // the cache holds, in as many bytes as are worth it.
    private long ValueBytes
    {
        get
        {
            long weights = Pass.Steps.OfType<KernelStep>().Where(step => step.Mode != StepMode.Exact)
                .Sum(step => step.Kernel is DenseKernel dense ? dense.WeightBytes : 0);
            return MemoryModel.StaysInSharedCache(weights) ? CacheBytes : Math.Max(CacheBytes, weights / WeightsPerValue);
        }
    }
}
