using ConvGen.Generator.Writing;
using ConvGen.Model;

namespace ConvGen.Generator.Emission;

/// <summary>A member that users see, as it is written.</summary>
/// <param name="Given">Which of the members it is that the network's class is given.</param>
/// <param name="Declaration">Everything before what it does.</param>
/// <param name="Documentation">The lines above it.</param>
internal sealed record EmittedMember(NetworkMember Given, string Declaration, params string[] Documentation)
{
    /// <summary>Writes what stands behind the declaration.</summary>
    public Action<SourceWriter> Body { get; init; } = _ => { };

    /// <summary>Whether it is a property that can be set.</summary>
    public bool IsSettable { get; init; }

    /// <summary>The member with an expression for what it does.</summary>
    public EmittedMember Returning(string expression) => this with { Body = writer => writer.Continue($" => {expression};") };

    /// <summary>Writes it.</summary>
    public void Write(SourceWriter writer)
    {
        WriteDeclaration(writer);
        Body(writer);
    }

    /// <summary>Writes what stands in for it and throws.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="exception">The expression of the exception.</param>
    public void WriteStandIn(SourceWriter writer, string exception)
    {
        if (Given.Kind == MemberKind.Field)
        {
            Write(writer);
            return;
        }

        WriteDeclaration(writer);
        writer.Continue(IsSettable ? $" {{ get => throw {exception}; set => throw {exception}; }}" : $" => throw {exception};");
    }

    private void WriteDeclaration(SourceWriter writer)
    {
        writer.Lines(Documentation);
        writer.Line(Names.Generated);
        writer.Line(Declaration);
    }
}
