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
        string[] Transformed(string[] values, string suffix) => Transform.TapGradient(writer, target, values, suffix);
        BothAxes.Emit(
            writer,
            target,
            "p",
            points,
            points,
            (row, column) => target.Load("point", ((row * points) + column) * Point),
            Transformed,
            Transformed,
            (row, column, value) =>
            {
                writer.Line(target.Store($"({value})", "tap", 0));
                if (row < taps - 1 || column < taps - 1)
                {
                    writer.Line($"tap = ref {Text.At("tap", "tapStep")};");
                }
            });
    }
}
