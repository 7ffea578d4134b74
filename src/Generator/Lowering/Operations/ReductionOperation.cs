using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Planning;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Sums of a function over the axes along which a smaller value was broadcast: the gradient of that value.</summary>
/// <param name="layer">The layer that it belongs to.</param>
/// <param name="function">What is summed.</param>
/// <param name="whole">The first value that the function reads, of the shape that is summed over.</param>
/// <param name="others">The values that it reads besides.</param>
/// <param name="output">The sums.</param>
/// <param name="accumulates">Whether they are added to what is there.</param>
internal sealed class ReductionOperation(
    string layer, ElementwiseFunction function, Value whole, IReadOnlyList<Value> others, Value output, bool accumulates) : Operation(layer)
{
    private IEnumerable<Value> Inputs => others.Prepend(whole);

    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => accumulates ? Inputs.Append(output) : Inputs;

    /// <inheritdoc/>
    public override Value? Writes => output;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule) => schedule.Step(
        new ReductionKernel(
            function,
            whole.Channels,
            whole.Size,
            Inputs.Select(i => i.LatticeOver(whole)).ToEquatableArray(),
            output.Size,
            output.Channels == whole.Channels,
            output.Lattice,
            accumulates),
        [.. Inputs.Select(i => ScheduleBuilder.At(i)), ScheduleBuilder.At(output)]);
}
