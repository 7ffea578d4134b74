using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Winograd;

/// <summary>
/// Transforms the products of one tile to outputs, Aᵀ·p·A, for one vector of channels; adds what is to be added and stores them.
/// </summary>
/// <param name="Transform">The transform along each axis.</param>
/// <param name="Rows">Rows of the tile that lie inside the map.</param>
/// <param name="Columns">Columns of the tile that lie inside the map.</param>
/// <param name="Point">Distance between the products of one point and of the next.</param>
/// <param name="Output">Strides of the output.</param>
/// <param name="Residual">Strides of the value that is added before the activation, if any.</param>
/// <param name="HasBias">Whether a bias is added.</param>
/// <param name="Activation">What is applied before the result is stored.</param>
/// <param name="Pool">How 2×2 windows of the results are pooled before they are stored; null where they are not.</param>
internal sealed record WinogradOutputTile(
    WinogradTransform Transform,
    int Rows,
    int Columns,
    int Point,
    Strides Output,
    Strides? Residual,
    bool HasBias,
    Activation Activation,
    CombiningPoolKind? Pool) : Microkernel
{
    /// <inheritdoc/>
    public override string Name => $"WinogradOutput{Text.Of(Rows)}x{Text.Of(Columns)}";

    /// <summary>The call of this block's method.</summary>
    public string Call(string name, string point, string bias, string residual, string output) =>
        $"{name}(ref {point}, "
        + $"{(HasBias ? $"ref {bias}, " : string.Empty)}{(Residual is null ? string.Empty : $"ref {residual}, ")}ref {output});";

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        int points = Transform.Points;
        writer.Line($"// {Rows}×{Columns} outputs of {target.Lanes} channels from {points}×{points} products: columns, then rows.");
        writer.Line($"[{Names.MethodImpl}({Names.MethodImplOptions}.AggressiveOptimization)]");
        string bias = HasBias ? "ref float bias, " : string.Empty;
        string residual = Residual is null ? string.Empty : "ref float residual, ";
        using SourceWriter.Scope method = writer.Method($"private static void {name}(ref float point, {bias}{residual}ref float output)");
        BothAxes.Emit(
            writer,
            target,
            "p",
            points,
            points,
            (row, column) => target.Load("point", ((row * points) + column) * Point),
            (p, suffix) => Transform.Output(writer, target, p, suffix, Rows),
            (c, suffix) => Transform.Output(writer, target, c, suffix, Columns),
            (row, column, value) => EmitResult(writer, target, library, value, row, column),
            HasBias ? () => writer.Line($"{target.Type} start = {target.Load("bias", 0)};") : null);
        EmitStores(writer, target);
    }

    private void EmitResult(SourceWriter writer, VectorTarget target, KernelLibrary library, string value, int row, int column)
    {
        string y = Result(row, column);
        string bias = HasBias ? " + start" : string.Empty;
        string added = Residual is { } r ? $" + {target.Load("residual", (row * r.Row) + (column * r.Pixel))}" : string.Empty;
        writer.Line($"{target.Type} {y} = {value}{bias}{added};");
        string result = Activation.Apply(target, library, y, distance => target.Load("bias", distance));
        if (Pool is null)
        {
            writer.Line(target.Store(result, "output", (row * Output.Row) + (column * Output.Pixel)));
        }
        else if (!Activation.IsIdentity)
        {
            writer.Line($"{y} = {result};");
        }
    }

    private void EmitStores(SourceWriter writer, VectorTarget target)
    {
        if (Pool is null)
        {
            return;
        }

        const int Side = PairPooling.Pixels;
        for (int row = 0; row < Rows; row += Side)
        {
            for (int column = 0; column < Columns; column += Side)
            {
                string[] window = [Result(row, column), Result(row, column + 1), Result(row + 1, column), Result(row + 1, column + 1)];
                writer.Line(target.Store(
                    PairPooling.Join(writer, target, Pool, window), "output", (row / Side * Output.Row) + (column / Side * Output.Pixel)));
            }
        }
    }

    private static string Result(int row, int column) => $"y{Text.Of(row)}{Text.Of(column)}";
}
