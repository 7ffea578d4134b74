using ConvGen.Generator.Kernels.Resampling;
using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Makes a map of another one by a map of positions along each axis: padding, cropping, interpolation, and their gradients.</summary>
internal sealed class ResamplingOperation(string layer, AxisMaps maps, Value source, Value destination, bool accumulates, double fill = 0)
    : Operation(layer)
{
    /// <summary>Whether it only brings a value into the form in which its layer's own operation reads it.</summary>
    public bool IsPreparation { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => accumulates ? [source, destination] : [source];

    /// <inheritdoc/>
    public override Value? Writes => destination;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule)
    {
        var kernel = new ResamplingKernel(maps, fill, destination.Layout.Blocks, source.Lattice, destination.Lattice, accumulates);
        schedule.Add(kernel, IsPreparation, ScheduleBuilder.At(source), ScheduleBuilder.At(destination));
    }
}
