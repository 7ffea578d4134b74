using ConvGen.Generator.Kernels.Clusters;
using ConvGen.Generator.Kernels.Pooling;
using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Gradient of pooling by clusters to its input; the gradient by what was pooled is used up.</summary>
internal sealed class ClusterPoolGradientOperation(
    string layer, CombiningPoolKind kind, Clustering clusters, Value input, Value pooled, Value pooledGradient, Value inputGradient, bool accumulates)
    : Operation(layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads
    {
        get
        {
            List<Value> reads = [clusters.Assignment, clusters.Counts, pooledGradient];
            if (kind.GradientReadsValues)
            {
                reads.AddRange([input, pooled]);
            }

            if (accumulates)
            {
                reads.Add(inputGradient);
            }

            return reads;
        }
    }

    /// <inheritdoc/>
    public override Value? Writes => inputGradient;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule)
    {
        var kernel = new ClusterPoolGradientKernel(
            kind,
            new ClusterMap(
                inputGradient.Layout.Blocks, pooled.Size.Positions, inputGradient.Size, clusters.Assignment.Lattice, clusters.Counts.Lattice),
            kind.GradientReadsValues ? input.Lattice : inputGradient.Lattice,
            pooledGradient.Lattice,
            inputGradient.Lattice,
            accumulates);
        Operand[] gradients =
        [
            ScheduleBuilder.At(clusters.Assignment),
            ScheduleBuilder.At(clusters.Counts),
            ScheduleBuilder.At(pooledGradient),
            ScheduleBuilder.At(inputGradient),
        ];
        schedule.Step(kernel, kind.GradientReadsValues ? [ScheduleBuilder.At(input), ScheduleBuilder.At(pooled), .. gradients] : gradients);
    }
}
