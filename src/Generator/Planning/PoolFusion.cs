using ConvGen.Generator.Loops;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Planning;

/// <summary>A pass that has convolutions pool what only a pooling reads, in 2×2 windows side by side.</summary>
internal static class PoolFusion
{
    /// <summary>Changes a program.</summary>
    /// <param name="operations">The operations, all there: what follows a pooling must not be put into the convolution before it.</param>
    /// <param name="forms">How convolutions are done.</param>
    public static void Apply(List<Operation> operations, ConvolutionForms forms)
    {
        foreach (PoolOperation pool in operations.OfType<PoolOperation>().ToList())
        {
            if (pool.Kind is CombiningPoolKind kind
                && PairPooling.Supports(pool.Window)
                && ValueUses.OnlyReaderOf(operations, pool.Input) == pool
                && operations.LastOrDefault(operation => operation.Writes == pool.Input) is ConvolutionOperation convolution
                && forms.CanPool(convolution))
            {
                convolution.FusePool(new FusedPool(kind, pool.Layer), pool.Output);
                operations.Remove(pool);
            }
        }
    }
}
