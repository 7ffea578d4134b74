using ConvGen.Generator.Functions;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Winograd;

/// <summary>Transforms the output gradients of one tile, A·g·Aᵀ, for one vector of channels. Outputs beyond the map have none.</summary>
/// <param name="Transform">The transform along each axis.</param>
/// <param name="Rows">Rows of the tile that lie inside the map.</param>
/// <param name="Columns">Columns of the tile that lie inside the map.</param>
/// <param name="Row">Distance in the gradient between rows.</param>
/// <param name="Pixel">Distance in the gradient between pixels.</param>
/// <param name="Point">Distance in the result between points.</param>
internal sealed record WinogradGradientTile(WinogradTransform Transform, int Rows, int Columns, int Row, int Pixel, int Point) : Microkernel
{
    /// <inheritdoc/>
    public override string Name => $"WinogradGradient{Text.Of(Rows)}x{Text.Of(Columns)}";

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        int points = Transform.Points;
        writer.Line($"// {points}×{points} points from the gradients of {Rows}×{Columns} outputs of {target.Lanes} channels: "
            + "columns, then rows.");
        writer.Line($"[{Names.MethodImpl}({Names.MethodImplOptions}.AggressiveOptimization)]");
        using SourceWriter.Scope method = writer.Method($"private static void {name}(ref float gradient, ref float point)");
        string[] Transformed(string[] values, string suffix) => Transform.OutputGradient(writer, target, values, suffix);
        BothAxes.Emit(
            writer,
            target,
            "g",
            Rows,
            Columns,
            (row, column) => target.Load("gradient", (row * Row) + (column * Pixel)),
            Transformed,
            Transformed,
            (row, column, value) => writer.Line(target.Store($"({value})", "point", ((row * points) + column) * Point)));
    }
}
