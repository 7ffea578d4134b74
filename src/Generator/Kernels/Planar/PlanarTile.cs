using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Planar;

/// <summary>
/// The register block of a planar convolution: filters × rows × vectors along the row. For every tap the inputs are loaded once and
/// each filter's weight is broadcast once.
/// </summary>
internal sealed record PlanarTile(
    string Label,
    int Filters,
    int Rows,
    EquatableArray<int> Segments,
    int Bits,
    int Inputs,
    int Outputs,
    WindowGeometry Window,
    Strides Input,
    Strides Output,
    bool HasBias,
    bool UnrolledTaps,
    Activation Activation,
    CombiningPoolKind? Pool) : Microkernel
{
    /// <inheritdoc/>
    public override string Name => $"{Label}Tile{Filters}x{Rows}x{Segments.Count}";

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        VectorTarget width = target.Fitting(Bits / 32)!;
        writer.Line($"// Register block of {Label}: {Filters} filters by {Rows} rows by pixels "
            + $"{string.Join(", ", Segments.Select(s => $"{s} to {s + width.Lanes - 1}"))}.");
        writer.Line($"[{Names.MethodImpl}({Names.MethodImplOptions}.AggressiveOptimization)]");
        using SourceWriter.Scope method = writer.Block(
            $"private static void {name}(ref float input, ref float weights, "
            + $"{(HasBias ? "ref float bias, " : string.Empty)}ref float output)");
        ForEachSum((sum, f, _, _) => writer.Line(
            $"{width.Type} {sum} = {(HasBias ? width.Broadcast("bias", f) : $"{width.Type}.Zero")};"));
        using (CountedLoop.Open(writer, "channel", Inputs, out string channel))
        using (CountedLoop.Open(writer, "tapPlane", Window.Depth.Taps, out string plane))
        using (CountedLoop.Open(writer, "tapRow", Window.Height.Taps, out string row))
        using (CountedLoop.Open(writer, "tapColumn", UnrolledTaps ? 1 : Window.Width.Taps, out string column))
        {
            string x = Reference.Declare(
                writer,
                "x",
                "input",
                Text.Sum(
                    (channel, Input.Channel),
                    (plane, Window.Depth.TapStep * Input.Plane),
                    (row, Window.Height.TapStep * Input.Row),
                    (column, Window.Width.TapStep)));
            int taps = UnrolledTaps ? Window.Width.Taps : 1;
            for (int t = 0; t < taps; t++)
            {
                EmitTap(writer, width, x, t);
            }

            writer.Line($"weights = ref {Text.At("weights", Text.Of(taps * Outputs))};");
        }

        if (Pool is null)
        {
            ForEachSum((sum, f, r, s) => writer.Line(width.Store(
                Activated(sum, f), "output", (f * Output.Channel) + (r * Output.Row) + Segments[s])));
            return;
        }

        if (!Activation.IsIdentity)
        {
            ForEachSum((sum, f, _, _) => writer.Line($"{sum} = {Activated(sum, f)};"));
        }

        EmitPooled(writer, width, Pool);

        string Activated(string sum, int filter) =>
            Activation.Apply(width, library, sum, distance => width.Broadcast("bias", distance + filter));
    }

    // Two rows become one, then the even and the odd elements of two vectors one vector: the first half is of the first, the
    // second of the other.
    private void EmitPooled(SourceWriter writer, VectorTarget width, CombiningPoolKind pool)
    {
        for (int f = 0; f < Filters; f++)
        {
            for (int r = 0; r < Rows; r += PairPooling.Pixels)
            {
                for (int s = 0; s < Segments.Count; s++)
                {
                    writer.Line($"{Sum(f, r, s)} = {pool.Combine(width, Sum(f, r, s), Sum(f, r + 1, s))};");
                }

                for (int s = 0; s < Segments.Count; s += 2)
                {
                    bool single = s + 1 == Segments.Count;
                    string first = Sum(f, r, s),
                        second = single ? first : Sum(f, r, s + 1),
                        pooled = $"pooled{Text.Of(f)}_{Text.Of(r)}_{Text.Of(s)}";
                    string others = $"odds{Text.Of(f)}_{Text.Of(r)}_{Text.Of(s)}";
                    writer.Line($"{width.Type} {pooled} = {width.Evens(first, second)};");
                    writer.Line($"{width.Type} {others} = {width.Odds(first, second)};");
                    string joined = PairPooling.Join(writer, width, pool, [pooled, others]);
                    if (joined != pooled)
                    {
                        writer.Line($"{pooled} = {joined};");
                    }

                    int place = (f * Output.Channel) + (r / PairPooling.Pixels * Output.Row);
                    if (!single && Segments[s + 1] == Segments[s] + width.Lanes)
                    {
                        writer.Line(width.Store(pooled, "output", place + (Segments[s] / PairPooling.Pixels)));
                        continue;
                    }

                    writer.Line(width.StoreLower(pooled, "output", place + (Segments[s] / PairPooling.Pixels)));
                    if (!single)
                    {
                        writer.Line(width.StoreUpper(pooled, "output", place + (Segments[s + 1] / PairPooling.Pixels)));
                    }
                }
            }
        }
    }

    private void EmitTap(SourceWriter writer, VectorTarget width, string x, int tap)
    {
        for (int r = 0; r < Rows; r++)
        {
            for (int s = 0; s < Segments.Count; s++)
            {
                int offset = (r * Window.Height.InStep * Input.Row) + Segments[s] + (tap * Window.Width.TapStep);
                writer.Line($"{width.Type} x{Text.Of(tap)}_{Text.Of(r)}_{Text.Of(s)} = {width.Load(x, offset)};");
            }
        }

        for (int f = 0; f < Filters; f++)
        {
            string weight = $"w{Text.Of(tap)}_{Text.Of(f)}";
            writer.Line($"{width.Type} {weight} = {width.Broadcast("weights", (tap * Outputs) + f)};");
            for (int r = 0; r < Rows; r++)
            {
                for (int s = 0; s < Segments.Count; s++)
                {
                    string sum = Sum(f, r, s);
                    writer.Line($"{sum} = {width.MultiplyAdd($"x{Text.Of(tap)}_{Text.Of(r)}_{Text.Of(s)}", weight, sum)};");
                }
            }
        }
    }

    private void ForEachSum(Action<string, int, int, int> write)
    {
        for (int f = 0; f < Filters; f++)
        {
            for (int r = 0; r < Rows; r++)
            {
                for (int s = 0; s < Segments.Count; s++)
                {
                    write(Sum(f, r, s), f, r, s);
                }
            }
        }
    }

    private static string Sum(int filter, int row, int segment) => $"sum{Text.Of(filter)}_{Text.Of(row)}_{Text.Of(segment)}";
}
