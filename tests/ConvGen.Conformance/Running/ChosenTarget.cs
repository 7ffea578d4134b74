using ConvGen.Engine;

namespace ConvGen.Conformance.Running;

/// <summary>The instruction set that the library runs networks on, asked of a context as every network has one.</summary>
internal static class ChosenTarget
{
    /// <summary>With vectors of at most so many bits.</summary>
    public static VectorTarget With(int bits)
    {
        NetworkOptions options = new() { Threads = 1, MaxVectorBits = bits };
        using WeightStore weights = new([], 0, static (ref float _, ref float _, bool _, PackShare _) => { }, options);
        using Empty context = new(weights);
        return context.Target;
    }

    private sealed class Empty(WeightStore weights) : NetworkContext(weights, 0)
    {
        protected override void Execute(int step, int begin, int end, int worker)
        {
        }
    }
}
