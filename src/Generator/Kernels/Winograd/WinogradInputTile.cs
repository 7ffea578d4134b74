using ConvGen.Generator.Functions;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Winograd;

/// <summary>
/// Transforms one patch of the input, Bᵀ·d·B, for one vector of channels. Distances are constants: told by the caller, so that maps of
/// several sizes share a method, they made networks slower by 1 to 3 %.
/// </summary>
/// <param name="Transform">The transform along each axis.</param>
/// <param name="Row">Distance in the input between rows.</param>
/// <param name="Pixel">Distance in the input between pixels.</param>
/// <param name="Point">Distance in the result between points.</param>
internal sealed record WinogradInputTile(WinogradTransform Transform, int Row, int Pixel, int Point) : Microkernel
{
    /// <inheritdoc/>
    public override string Name => $"WinogradInput{Text.Of(Transform.Points)}x{Text.Of(Transform.Points)}";

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        int points = Transform.Points;
        writer.Line($"// Winograd transform of a patch of {points}×{points} pixels of {target.Lanes} channels: columns, then rows.");
        writer.Line($"[{Names.MethodImpl}({Names.MethodImplOptions}.AggressiveOptimization)]");
        using SourceWriter.Scope method = writer.Method($"private static void {name}(ref float patch, ref float point)");
        string[] Transformed(string[] values, string suffix) => Transform.Input(writer, target, values, suffix);
        BothAxes.Emit(
            writer,
            target,
            "d",
            points,
            points,
            (row, column) => target.Load("patch", (row * Row) + (column * Pixel)),
            Transformed,
            Transformed,
            (row, column, value) => writer.Line(target.Store($"({value})", "point", ((row * points) + column) * Point)));
    }
}
