using ConvGen.Generator.Kernels.Movement;
using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Makes the border of a value zero before it is written, where its memory has been something else.</summary>
internal sealed class ClearHaloOperation(string layer, Value value) : Operation(layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => [];

    /// <inheritdoc/>
    public override Value? Writes => value;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule) => schedule.Prepare(
        new HaloKernel(value.Layout),
        [StoredLayoutText.Expression(value.Layout, value.Layout.Origin)],
        new Operand($"ref c.Arena({Kernels.Text.Of(value.Offset)})"));
}
