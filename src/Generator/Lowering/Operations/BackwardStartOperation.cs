using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Stands between the forward and the backward pass.</summary>
internal sealed class BackwardStartOperation() : Operation(string.Empty)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => [];

    /// <inheritdoc/>
    public override Value? Writes => null;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule) => schedule.Schedule.BackwardStart = schedule.Schedule.Steps.Count;
}
