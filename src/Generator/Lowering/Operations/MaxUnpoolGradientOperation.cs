using ConvGen.Generator.Kernels.Pooling;
using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Gradient of unpooling to its values: that of the places that they were put to.</summary>
internal sealed class MaxUnpoolGradientOperation(string layer, MaximaPlaces places, Value outputGradient, Value valueGradient, bool accumulates) : Operation(layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => accumulates
        ? [places.Input, places.Maxima, outputGradient, valueGradient]
        : [places.Input, places.Maxima, outputGradient];

    /// <inheritdoc/>
    public override Value? Writes => valueGradient;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule)
    {
        var kernel = new MaximaGatherKernel(
            valueGradient.Layout.Blocks,
            places.Window,
            places.Input.Lattice,
            places.Maxima.Lattice,
            outputGradient.Lattice,
            valueGradient.Lattice,
            accumulates);
        schedule.Step(
            kernel,
            ScheduleBuilder.At(places.Input),
            ScheduleBuilder.At(places.Maxima),
            ScheduleBuilder.At(outputGradient),
            ScheduleBuilder.At(valueGradient));
    }
}
