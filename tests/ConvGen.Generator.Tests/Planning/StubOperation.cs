using ConvGen.Generator.Lowering;
using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Tests.Planning;

/// <summary>An operation that does nothing but read and write.</summary>
internal sealed class StubOperation(Value? writes, params Value[] reads) : Operation("stub")
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => reads;

    /// <inheritdoc/>
    public override Value? Writes => writes;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule) => throw new NotSupportedException();
}
