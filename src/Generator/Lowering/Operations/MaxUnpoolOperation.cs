using ConvGen.Generator.Kernels.Pooling;
using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Puts values to where maxima were.</summary>
internal sealed class MaxUnpoolOperation(string layer, MaximaPlaces places, Value values, Value output) : Operation(layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => [places.Input, places.Maxima, values];

    /// <inheritdoc/>
    public override Value? Writes => output;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule)
    {
        var kernel = new PoolGradientKernel(
            new MaxPoolKind(),
            output.Layout.Blocks,
            places.Window,
            places.Input.Lattice,
            places.Maxima.Lattice,
            values.Lattice,
            output.Lattice,
            Accumulates: false,
            Unpools: true);
        schedule.Step(
            kernel, ScheduleBuilder.At(places.Input), ScheduleBuilder.At(places.Maxima), ScheduleBuilder.At(values), ScheduleBuilder.At(output));
    }
}
