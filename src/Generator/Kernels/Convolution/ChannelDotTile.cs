using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Tiling;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Convolution;

/// <summary>What a phase of a convolution along the width differs in from others that are done with it.</summary>
/// <param name="Taps">Its taps along the width.</param>
/// <param name="TapStep">Positions between them.</param>
/// <param name="Start">The first position that it reads, from that of the first phase.</param>
internal readonly record struct ColumnPhase(int Taps, int TapStep, int Start);

/// <summary>
/// The register block of dot products over channels: filters × rows × pixels, one accumulator each, whose lanes are channels. For every tap
/// and every vector of channels each weight vector and each input vector is loaded once. In the end the lanes of each are summed, many
/// accumulators at a time, so that vectors of results are stored. Phases along the width are computed one after another, and their results
/// stored together.
/// </summary>
/// <param name="Label">What the convolution is, for names and comments.</param>
/// <param name="Shape">The block.</param>
/// <param name="Inputs">Input channels.</param>
/// <param name="Outputs">Output channels, whose weights lie side by side.</param>
/// <param name="Window">The window, of whose width the taps are those of the phases.</param>
/// <param name="Phases">The phases along the width.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="Output">Strides of the output between the positions of all phases.</param>
/// <param name="Residual">The same of the value that is added; null for none.</param>
/// <param name="FirstStored">The first pixel whose results are stored: those before it are another block's.</param>
/// <param name="HasBias">Whether a bias is added.</param>
/// <param name="Activation">What is applied before the result is stored.</param>
internal sealed record ChannelDotTile(
    string Label,
    DotShape Shape,
    int Inputs,
    int Outputs,
    WindowGeometry Window,
    EquatableArray<ColumnPhase> Phases,
    Strides Input,
    Strides Output,
    Strides? Residual,
    int FirstStored,
    bool HasBias,
    Activation Activation) : Microkernel
{
    /// <inheritdoc/>
    public override string Name => $"{Label}Dots{Shape.Filters}x{Shape.Rows}x{Shape.Pixels}";

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        string phases = Phases.Count > 1 ? $", {Text.Of(Phases.Count)} phases side by side" : string.Empty;
        writer.Line($"// Register block of {Label}: {Text.Count(Shape.Filters, "filter")} by {Text.Count(Shape.Rows, "row")} by "
            + $"{Text.Of(Shape.Pixels)} pixels{phases}; lanes are channels, summed in the end.");
        writer.Line($"[{Names.MethodImpl}({Names.MethodImplOptions}.AggressiveOptimization)]");
        string[] references =
        [
            "input", .. Enumerable.Range(0, Phases.Count).Select(WeightsOf), .. HasBias ? ["bias"] : Array.Empty<string>(),
            .. Residual is null ? [] : new[] { "residual" }, "output",
        ];
        using SourceWriter.Scope method =
            writer.Method($"private static void {name}({string.Join(", ", references.Select(reference => $"ref float {reference}"))})");
        var results = new DotResults(target, Phases.Count, Output, Residual, Activation);
        results.Store(
            writer,
            library,
            [.. Enumerable.Range(0, Phases.Count).Select(phase => results.Sum(writer, Emit(writer, target, phase), phase, FirstStored))]);
    }

    /// <summary>What the weights of a phase are called.</summary>
    public static string WeightsOf(int phase) => phase == 0 ? "weights" : $"weights{Text.Of(phase + 1)}";

    // The accumulators of a phase, in the order in which results lie side by side in the output.
    private List<DotSum> Emit(SourceWriter writer, VectorTarget target, int phase)
    {
        string suffix = Phases.Count == 1 ? string.Empty : $"Of{Text.Of(phase + 1)}";
        IEnumerable<DotSum> byFilter =
            from f in Enumerable.Range(0, Shape.Filters)
            from r in Enumerable.Range(0, Shape.Rows)
            from p in Enumerable.Range(0, Shape.Pixels)
            select new DotSum($"sum{Text.Of(f)}_{Text.Of(r)}_{Text.Of(p)}{suffix}", f, r, p);
        List<DotSum> sums = [.. Output.Pixel == 1 ? byFilter : byFilter.OrderBy(sum => (sum.Row * Shape.Pixels) + sum.Pixel)];
        for (int f = 0; f < Shape.Filters; f++)
        {
            string start = HasBias ? $"{target.Class}.CreateScalar({VectorTarget.At("bias", f)})" : $"{target.Type}.Zero";
            foreach (DotSum sum in sums.Where(sum => sum.Filter == f))
            {
                writer.Line($"{target.Type} {sum.Name} = {start};");
            }
        }

        if (Inputs >= target.Lanes)
        {
            EmitLoops(writer, target, phase, sums, isTail: false);
        }

        if (Inputs % target.Lanes > 0)
        {
            EmitLoops(writer, target, phase, sums, isTail: true);
        }

        return sums;
    }

    // The loops over whole vectors of channels and taps, or over the taps of the last channels, which fill no vector.
    private void EmitLoops(SourceWriter writer, VectorTarget target, int phase, List<DotSum> sums, bool isTail)
    {
        ColumnPhase columns = Phases[phase];
        (AxisWindow d, AxisWindow h) = (Window.Depth, Window.Height);
        int step = Outputs * ValueLayout.BlockSize,
            whole = Inputs / target.Lanes * target.Lanes,
            taps = d.Taps * h.Taps * columns.Taps,
            blocks = ValueLayout.CeilDiv(whole, ValueLayout.BlockSize);
        bool isShort = !isTail && blocks > 1 && whole % ValueLayout.BlockSize > 0;
        string x = "input", w = string.Empty, block = "0";

        // Offsets of constant blocks and lanes are part of the first references.
        int start = columns.Start * Input.Pixel, weightStart = 0;
        if (isTail)
        {
            start += (whole / ValueLayout.BlockSize * Input.Block) + (whole % ValueLayout.BlockSize);
            weightStart = (whole / ValueLayout.BlockSize * taps * step) + (whole % ValueLayout.BlockSize);
        }

        using SourceWriter.Scope scope = writer.Braces();
        List<SumAxis> axes = [];
        if (!isTail)
        {
            int lanes = Math.Min(whole, ValueLayout.BlockSize), last = whole - ((blocks - 1) * ValueLayout.BlockSize);
            axes.Add(SumAxis.Of("block", blocks, index =>
            {
                block = index;
                if (isShort)
                {
                    writer.Line($"int lanes = {index} == {Text.Of(blocks - 1)} ? {Text.Of(last)} : {Text.Of(lanes)};");
                }
            }));
            axes.Add(new SumAxis("lane", isShort ? "lanes" : Text.Of(lanes), lanes / target.Lanes, target.Lanes, Opened: lane =>
                Declare(Text.Sum(("1", start), (block, Input.Block), (lane, 1)), Text.Sum((block, taps * step), (lane, 1)))));
        }
        else
        {
            axes.Add(SumAxis.Of("tail", 1, _ => Declare(Text.Of(start), Text.Of(weightStart))));
        }

        AddTaps("tapPlane", d.Taps, d.TapStep * Input.Plane);
        AddTaps("tapRow", h.Taps, h.TapStep * Input.Row);
        AddTaps("tapColumn", columns.Taps, columns.TapStep * Input.Pixel);
        ShortSums.EmitInMemory(
            writer,
            target,
            [.. sums.Select(sum => sum.Name)],
            axes,
            () => EmitProducts(writer, target, x, w, sums, isTail ? Mask(target) : string.Empty, taps > 1 ? step : 0),
            1,
            ShortSums.MostOfBlock((double)taps * ValueLayout.CeilDiv(whole, target.Lanes)));

        void Declare(string offset, string weightOffset)
        {
            x = Reference.Declare(writer, isTail ? "lastVectors" : "vectors", "input", offset);
            w = isTail ? "lastFilters" : "filters";
            Reference.DeclareAlways(writer, w, WeightsOf(phase), weightOffset);
        }

        void AddTaps(string variable, int count, int distance) => axes.Add(SumAxis.Of(variable, count, index =>
            x = Reference.Declare(writer, $"{variable}Input", x, Text.Sum((index, distance)))));
    }

    private void EmitProducts(
        SourceWriter writer, VectorTarget target, string x, string weights, List<DotSum> sums, string mask, int step)
    {
        for (int f = 0; f < Shape.Filters; f++)
        {
            writer.Line($"{target.Type} w{Text.Of(f)} = {target.Load(weights, f * ValueLayout.BlockSize)};");
        }

        foreach (IGrouping<(int Row, int Pixel), DotSum> place in sums.GroupBy(sum => (sum.Row, sum.Pixel)).OrderBy(place => place.Key))
        {
            (int row, int pixel) = place.Key;
            string value = target.Load(x, (row * Window.Height.InStep * Input.Row) + (pixel * Window.Width.InStep * Input.Pixel)) + mask;
            if (Shape.Filters > 1)
            {
                string input = $"x{Text.Of(row)}_{Text.Of(pixel)}";
                writer.Line($"{target.Type} {input} = {value};");
                value = input;
            }

            foreach (DotSum sum in place)
            {
                writer.Line($"{sum.Name} = {target.MultiplyAdd(value, $"w{Text.Of(sum.Filter)}", sum.Name)};");
            }
        }

        if (step > 0)
        {
            writer.Line($"{weights} = ref {Text.At(weights, Text.Of(step))};");
        }
    }

    // What lies in the lanes beyond the last channel may be no number.
    private string Mask(VectorTarget target)
    {
        int channels = Inputs % target.Lanes;
        IEnumerable<string> lanes = Enumerable.Range(0, target.Lanes).Select(lane => lane < channels ? "-1" : "0");
        return $" & {target.AsSingle($"{target.Class}.Create({string.Join(", ", lanes)})")}";
    }
}
