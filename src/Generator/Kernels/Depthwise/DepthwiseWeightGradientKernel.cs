using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Depthwise;

/// <summary>
/// Gradient of a depthwise convolution to its weights: for each kernel row the taps of 16 channels stay in registers
/// while all pixels go by.
/// </summary>
internal sealed record DepthwiseWeightGradientKernel(
    string Label,
    int Blocks,
    WindowGeometry Window,
    Strides Input,
    Strides OutputGradient) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => Label;

    /// <inheritdoc/>
    public override string Algorithm => "depthwise weight gradient";

    /// <inheritdoc/>
    public override bool TakesExamples => true;

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "dy", "dw"]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) =>
        new(Blocks * Window.Depth.Taps * Window.Height.Taps * Chunks(target).Sum(c => c.Count), PerExample: false);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) =>
        4.0 * Window.Positions * Window.Taps * Blocks * ValueLayout.BlockSize / FlopsPerNanosecond(target);

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        AxisWindow d = Window.Depth, h = Window.Height, w = Window.Width;
        using SourceWriter.Scope method = Method(
            writer,
            name,
            $"{Label}: gradient to {Text.Of(h.Taps)}×{Text.Of(w.Taps)} weights of each of {Text.Count(Blocks, "block")} of 16 channels.");
        IReadOnlyList<Segment> chunks = Chunks(target);
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex item =
            ItemIndex.Decode(writer, ("block", 0), ("tapPlane", d.Taps), ("tapRow", h.Taps), ("tapChunk", chunks.Sum(c => c.Count)));
        string column = SegmentText.Variable(writer, "tapColumn", SegmentText.Start(chunks, "tapChunk"));
        using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
        Reference.DeclareAlways(writer, "result", "dw", item.Sum(
            ("block", Window.Taps * ValueLayout.BlockSize),
            ("tapPlane", h.Taps * w.Taps * ValueLayout.BlockSize),
            ("tapRow", w.Taps * ValueLayout.BlockSize),
            (column, ValueLayout.BlockSize),
            (lane, 1)));
        Branch.Emit(writer, "tapChunk", chunks, chunk => EmitChunk(writer, target, item, chunk.Size, column, lane));
    }

    private void EmitChunk(SourceWriter writer, VectorTarget target, ItemIndex item, int taps, string tapColumn, string lane)
    {
        AxisWindow d = Window.Depth, h = Window.Height, w = Window.Width;
        for (int t = 0; t < taps; t++)
        {
            writer.Line($"{target.Type} sum{Text.Of(t)} = {target.Type}.Zero;");
        }

        string plane = "0";
        SumAxis[] axes =
        [
            SumAxis.OfExamples(),
            SumAxis.Of("plane", d.Count, index => plane = index),
            SumAxis.Of("row", h.Count, row =>
            {
                Reference.DeclareAlways(writer, "input", "x", item.Sum(
                    ("example", Input.Example),
                    ("block", Input.Block),
                    (plane, d.InStep * Input.Plane),
                    ("tapPlane", d.TapStep * Input.Plane),
                    (row, h.InStep * Input.Row),
                    ("tapRow", h.TapStep * Input.Row),
                    (tapColumn, w.TapStep * Input.Pixel),
                    (lane, 1)));
                Reference.DeclareAlways(writer, "gradient", "dy", Text.Sum(
                    ("example", OutputGradient.Example),
                    ("block", OutputGradient.Block),
                    (plane, OutputGradient.Plane),
                    (row, OutputGradient.Row),
                    (lane, 1)));
            }),
            SumAxis.Of("column", w.Count),
        ];
        ShortSums.Emit(writer, target, [.. Enumerable.Range(0, taps).Select(t => $"sum{Text.Of(t)}")], axes, isRepeated: false, (_, sum) =>
        {
            writer.Line($"{target.Type} g = {target.Load("gradient", 0)};");
            for (int t = 0; t < taps; t++)
            {
                string name = sum($"sum{Text.Of(t)}");
                writer.Line($"{name} = {target.MultiplyAdd(target.Load("input", t * w.TapStep * Input.Pixel), "g", name)};");
            }

            writer.Line($"input = ref {Text.At("input", Text.Of(w.InStep * Input.Pixel))};");
            writer.Line($"gradient = ref {Text.At("gradient", Text.Of(OutputGradient.Pixel))};");
        });

        for (int t = 0; t < taps; t++)
        {
            writer.Line(target.Store($"sum{Text.Of(t)}", "result", t * ValueLayout.BlockSize));
        }
    }

    private IReadOnlyList<Segment> Chunks(VectorTarget target) => Partition.Even(Window.Width.Taps, target.Registers - 4);
}
