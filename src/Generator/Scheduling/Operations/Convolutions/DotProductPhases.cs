using ConvGen.Generator.Geometry;
using ConvGen.Generator.Kernels.Convolution;

namespace ConvGen.Generator.Scheduling.Operations.Convolutions;

/// <summary>Phases by dot products over channels. Those that write the columns of the same rows in turn are done together.</summary>
internal static class DotProductPhases
{
    // Results of so many phases can be brought side by side in registers.
    private static readonly int[] Joined = [2, 4];

    /// <summary>The phases of a convolution in groups of which each is done by one kernel.</summary>
    /// <param name="phases">The phases.</param>
    /// <param name="output">Strides of the output.</param>
    public static IEnumerable<IReadOnlyList<WeightMap>> Together(IReadOnlyList<WeightMap> phases, Strides output) =>
        phases.GroupBy(map => (map.Window.Depth, map.Window.Height))
            .SelectMany(row => MayJoin([.. row], output)
                ? (IEnumerable<IReadOnlyList<WeightMap>>)[[.. row.OrderBy(map => map.Window.Width.OutStart)]]
                : row.Select(map => new[] { map }));

    /// <summary>The kernel of phases that are done together.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="phases">All of them.</param>
    public static ChannelDotKernel Kernel(PhaseRequest first, IReadOnlyList<WeightMap> phases)
    {
        int start = first.Map.Window.Width.InStart;
        return new(
            first.Label("Dot"),
            first.Channels.Inputs,
            first.Channels.Outputs,
            phases.Count == 1 ? first.FlattenedWindow : first.Window,
            new EquatableArray<ColumnPhase>(
                phases.Select(map => map.Window.Width).Select(w => new ColumnPhase(w.Taps, w.TapStep, w.InStart - start))),
            first.Input,
            first.Output,
            first.Residual,
            first.Operation.HasBias,
            first.Operation.Activation);
    }

    /// <summary>Floats of the weights of a phase.</summary>
    public static int WeightLength(WeightMap map) =>
        map.Channels.InputBlocks * ValueLayout.BlockSize * map.Window.Taps * map.Channels.Outputs;

    private static bool MayJoin(IReadOnlyList<WeightMap> row, Strides output)
    {
        AxisWindow first = row[0].Window.Width;
        return output.Pixel == 1
            && Joined.Contains(row.Count)
            && row.All(map => map.Window.Width is var width && width.Count == first.Count && width.InStep == first.InStep
                && width.OutStep == row.Count)
            && row.Select(map => map.Window.Width.OutStart).Distinct().Count() == row.Count;
    }
}
