using ConvGen.Generator.Functions;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Winograd;

/// <summary>Transforms the sums of all points to gradients of the taps, Gᵀ·p·G, for one input and one vector of outputs.</summary>
/// <param name="Transform">The transform along each axis.</param>
/// <param name="Point">Distance between the sums of one point and of the next.</param>
internal sealed record WinogradTapTile(WinogradTransform Transform, int Point) : Microkernel
{
    /// <inheritdoc/>
    public override string Name => $"WinogradTaps{Text.Of(Transform.Points)}x{Text.Of(Transform.Points)}";

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        const int taps = WinogradTransform.Taps;
        int points = Transform.Points;
        writer.Line($"// Gradients of {taps}×{taps} taps from the sums of {points}×{points} points: columns, then rows.");
        writer.Line($"[{Names.MethodImpl}({Names.MethodImplOptions}.AggressiveOptimization)]");
        using SourceWriter.Scope method = writer.Method($"private static void {name}(ref float point, ref float tap, int tapStep)");
        for (int column = 0; column < points; column++)
        {
            string[] p = new string[points];
            for (int row = 0; row < points; row++)
            {
                p[row] = $"p{Text.Of(row)}{Text.Of(column)}";
                writer.Line($"{target.Type} {p[row]} = {target.Load("point", ((row * points) + column) * Point)};");
            }

            string[] transformed = Transform.TapGradient(writer, target, p, $"OfColumn{Text.Of(column)}");
            for (int row = 0; row < taps; row++)
            {
                writer.Line($"{target.Type} c{Text.Of(row)}{Text.Of(column)} = {transformed[row]};");
            }
        }

        for (int row = 0; row < taps; row++)
        {
            string[] c = [.. Enumerable.Range(0, points).Select(column => $"c{Text.Of(row)}{Text.Of(column)}")];
            string[] transformed = Transform.TapGradient(writer, target, c, $"OfRow{Text.Of(row)}");
            for (int column = 0; column < taps; column++)
            {
                writer.Line(target.Store($"({transformed[column]})", "tap", 0));
                if (row < taps - 1 || column < taps - 1)
                {
                    writer.Line($"tap = ref {Text.At("tap", "tapStep")};");
                }
            }
        }
    }
}
