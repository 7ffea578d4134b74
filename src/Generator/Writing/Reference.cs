namespace ConvGen.Generator.Writing;

/// <summary>References to the places that lines of emitted code share.</summary>
internal static class Reference
{
    /// <summary>
    /// Declares a reference to what lies an offset after another and tells its name. Where the offset is 0 the other reference serves as
    /// it is, so none is declared.
    /// </summary>
    /// <param name="writer">The method that is written.</param>
    /// <param name="name">The name of the new reference.</param>
    /// <param name="origin">The reference that it is an offset away from, which stays where it is.</param>
    /// <param name="offset">The offset in floats, as an expression.</param>
    public static string Declare(SourceWriter writer, string name, string origin, string offset)
    {
        if (offset == "0")
        {
            return origin;
        }

        DeclareMoving(writer, name, origin, offset);
        return name;
    }

    /// <summary>Declares a reference that is moved afterwards, for which it needs a name of its own whatever the offset.</summary>
    /// <param name="writer">The method that is written.</param>
    /// <param name="name">The name of the new reference.</param>
    /// <param name="origin">The reference that it starts an offset away from.</param>
    /// <param name="offset">The offset in floats, as an expression.</param>
    public static void DeclareMoving(SourceWriter writer, string name, string origin, string offset) =>
        writer.Line($"ref float {name} = ref {Text.At(origin, offset)};");
}
