using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Depthwise;

/// <summary>
/// The register block of a depthwise convolution: pixels of a row; each input is loaded once and serves every tap that reads it, after its
/// lanes were spread where a channel has several outputs.
/// </summary>
internal sealed record DepthwiseTile(
    string Label,
    int Pixels,
    WindowGeometry Window,
    Strides Input,
    Strides Output,
    Strides? Residual,
    bool HasBias,
    Activation Activation,
    bool SpreadsLanes = false) : Microkernel
{
    /// <summary>Multiply-adds that one round of the loop may hold.</summary>
    public const int MaxBody = 200;

    /// <inheritdoc/>
    public override string Name => $"{Label}Tile{Pixels}";

    private bool Unrolled => Pixels * Window.Width.Taps <= MaxBody;

    /// <summary>The call of this block's method.</summary>
    public string Call(string name, string input, string weights, string bias, string residual, string output)
    {
        string optional = $"{(HasBias ? $"ref {bias}, " : string.Empty)}{(Residual is null ? string.Empty : $"ref {residual}, ")}";
        return $"{name}(ref {input}, ref {weights}, {optional}ref {output}{(SpreadsLanes ? ", spread" : string.Empty)});";
    }

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        writer.Line($"// Register block of {Label}: {Pixels} pixels of {target.Lanes} channels.");
        writer.Line($"[{Names.MethodImpl}({Names.MethodImplOptions}.AggressiveOptimization)]");
        using SourceWriter.Scope method = writer.Block(
            $"private static void {name}(ref float input, ref float weights, "
            + $"{(HasBias ? "ref float bias, " : string.Empty)}{(Residual is null ? string.Empty : "ref float residual, ")}ref float "
            + $"output{(SpreadsLanes ? $", {target.TypeOf("int")} spread" : string.Empty)})");
        for (int p = 0; p < Pixels; p++)
        {
            writer.Line($"{target.Type} {Sum(p)} = {(HasBias ? target.Load("bias", 0) : $"{target.Type}.Zero")};");
        }

        int taps = Unrolled ? Window.Width.Taps : 1;
        SumAxis[] axes =
        [
            SumAxis.Of("tapPlane", Window.Depth.Taps),
            SumAxis.Of("tapRow", Window.Height.Taps),
            SumAxis.Of("tapColumn", Unrolled ? 1 : Window.Width.Taps),
        ];
        ShortSums.Emit(writer, target, [.. Enumerable.Range(0, Pixels).Select(Sum)], axes, isRepeated: false, (tap, sum) =>
        {
            string place = Text.Sum(
                (tap[0], Window.Depth.TapStep * Input.Plane),
                (tap[1], Window.Height.TapStep * Input.Row),
                (tap[2], Window.Width.TapStep * Input.Pixel));
            EmitRow(writer, target, Reference.Declare(writer, "x", "input", place), taps, pixel => sum(Sum(pixel)));
            writer.Line($"weights = ref {Text.At("weights", Text.Of(taps * ValueLayout.BlockSize))};");
        }, taps);

        for (int p = 0; p < Pixels; p++)
        {
            string sum = Sum(p);
            if (Residual is { } r)
            {
                writer.Line($"{sum} += {target.Load("residual", p * Window.Width.OutStep * r.Pixel)};");
            }

            string result = Activation.Apply(target, library, sum, distance => target.Load("bias", distance));
            writer.Line(target.Store(result, "output", p * Window.Width.OutStep * Output.Pixel));
        }
    }

    private static string Sum(int pixel) => $"sum{Text.Of(pixel)}";

    private void EmitRow(SourceWriter writer, VectorTarget target, string row, int taps, Func<int, string> sumOf)
    {
        for (int t = 0; t < taps; t++)
        {
            writer.Line($"{target.Type} w{Text.Of(t)} = {target.Load("weights", t * ValueLayout.BlockSize)};");
        }

        IEnumerable<IGrouping<int, (int Pixel, int Tap)>> reads =
            from p in Enumerable.Range(0, Pixels)
            from t in Enumerable.Range(0, taps)
            group (Pixel: p, Tap: t) by ((p * Window.Width.InStep) + (t * Window.Width.TapStep)) * Input.Pixel into g
            orderby g.Key
            select g;
        int index = 0;
        foreach (IGrouping<int, (int Pixel, int Tap)> read in reads)
        {
            string x = $"x{Text.Of(index++)}";
            string input = target.Load(row, read.Key);
            writer.Line($"{target.Type} {x} = {(SpreadsLanes ? target.Permute(input, "spread") : input)};");
            foreach ((int pixel, int tap) in read)
            {
                string sum = sumOf(pixel);
                writer.Line($"{sum} = {target.MultiplyAdd(x, $"w{Text.Of(tap)}", sum)};");
            }
        }
    }
}
