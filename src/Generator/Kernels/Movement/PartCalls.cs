using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Movement;

/// <summary>The call for each part of what a kernel makes.</summary>
internal static class PartCalls
{
    /// <summary>Writes the call that a number chooses; the only one as it is.</summary>
    /// <param name="writer">The method that is written.</param>
    /// <param name="number">The variable with the number.</param>
    /// <param name="calls">The calls, by their numbers.</param>
    public static void Emit(SourceWriter writer, string number, IReadOnlyList<string> calls)
    {
        if (calls.Count == 1)
        {
            writer.Line(calls[0]);
            return;
        }

        using SourceWriter.Scope cases = writer.Block($"switch ({number})");
        for (int i = 0; i < calls.Count; i++)
        {
            writer.Line($"case {Text.Of(i)}:");
            writer.Line($"    {calls[i]}");
            writer.Line("    break;");
        }
    }
}
