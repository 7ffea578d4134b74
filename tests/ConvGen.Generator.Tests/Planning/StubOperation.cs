using ConvGen.Generator.Program;

namespace ConvGen.Generator.Tests.Planning;

/// <summary>An operation that does nothing but read and write.</summary>
internal sealed class StubOperation(Value? writes, params Value[] reads) : Operation("stub")
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => reads;

    /// <inheritdoc/>
    public override Value? Writes => writes;
}
