using ConvGen.Generator.Planning;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Fft;

/// <summary>
/// Moves the points of one pair of tiles to the matrices of all pairs, or back: each point lies beside that of the negative frequency,
/// because both are multiplied by the same weights.
/// </summary>
/// <param name="Plan">The transforms.</param>
/// <param name="PointStride">Distance between matrices.</param>
/// <param name="IsBack">Whether it is back.</param>
internal sealed record FftExchange(FftPlan Plan, int PointStride, bool IsBack) : Microkernel
{
    /// <inheritdoc/>
    public override string Name => $"Fourier{Text.Of(Plan.Rows)}x{Text.Of(Plan.Columns)}{(IsBack ? "Gather" : "Scatter")}";

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        writer.Line($"// {Text.Of(Plan.Rows)}×{Text.Of(Plan.Columns)} points {(IsBack ? "from" : "to")} matrices, "
            + "each with that of the negative frequency.");
        writer.Line($"[{Names.MethodImpl}({Names.MethodImplOptions}.AggressiveOptimization)]");
        using SourceWriter.Scope method = writer.Method($"private static void {name}(ref float points, ref float matrices)");
        using SourceWriter.Scope? rows = CountedLoop.Open(writer, "row", Plan.Rows, out string row);
        if (row != "0")
        {
            writer.Line($"int mirrorRow = {Names.FourierOrder}.Mirror(row);");
        }

        using SourceWriter.Scope columns = writer.Block(
            $"for (int column = 0; column < {Text.Of(Plan.Columns)}{(row == "0" ? string.Empty : " && mirrorRow >= row")}; column++)");
        writer.Line($"int mirrorColumn = {Names.FourierOrder}.Mirror(column);");
        using (writer.Block($"if ({(row == "0" ? string.Empty : "mirrorRow == row && ")}mirrorColumn < column)"))
        {
            writer.Line("continue;");
        }

        Reference.DeclareAlways(writer, "point", "points", Text.Sum((row, Plan.RowFloats), ("column", FftPlan.PointFloats)));
        Reference.DeclareAlways(
            writer, "mirror", "points", Text.Sum((row == "0" ? "0" : "mirrorRow", Plan.RowFloats), ("mirrorColumn", FftPlan.PointFloats)));
        foreach ((string own, int start) in new[] { ("point", 0), ("mirror", FftPlan.PointFloats) })
        {
            for (int offset = 0; offset < FftPlan.PointFloats; offset += target.Lanes)
            {
                writer.Line(IsBack
                    ? target.Store(target.Load("matrices", start + offset), own, offset)
                    : target.Store(target.Load(own, offset), "matrices", start + offset));
            }
        }

        writer.Line($"matrices = ref {Text.At("matrices", Text.Of(PointStride))};");
    }
}
