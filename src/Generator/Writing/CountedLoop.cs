using ConvGen.Generator.Geometry;

namespace ConvGen.Generator.Writing;

/// <summary>Opens loops with constant bounds; a loop of one round is left out.</summary>
internal static class CountedLoop
{
    /// <summary>Opens the loop and tells what to write for its index: the variable, or 0 when there is no loop.</summary>
    public static SourceWriter.Scope? Open(SourceWriter writer, string variable, int count, out string index)
    {
        index = count > 1 ? variable : "0";
        return count > 1 ? writer.Block($"for (int {variable} = 0; {variable} < {Text.Of(count)}; {variable}++)") : null;
    }

    /// <summary>Opens the loop over the vectors of a block of 16 channels.</summary>
    public static SourceWriter.Scope? OpenLanes(SourceWriter writer, VectorTarget target, out string lane)
    {
        bool several = target.VectorsPerBlock > 1;
        lane = several ? "lane" : "0";
        return several ? writer.Block($"for (int lane = 0; lane < {Text.Of(ValueLayout.BlockSize)}; lane += {target.LanesText})") : null;
    }
}
