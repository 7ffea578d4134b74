using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Convolution;

/// <summary>
/// The register block of a weight gradient: for every pixel the output gradient's vectors are loaded once and every input that the
/// tile's weights touch is broadcast once.
/// </summary>
/// <param name="Label">What the block is of.</param>
/// <param name="GradientOffsets">For each vector of output channels: offset in the output gradient.</param>
/// <param name="ResultOffsets">For each vector: offset in the result.</param>
/// <param name="InputChannels">Input channels of the tile.</param>
/// <param name="InputChannelStep">Distance between them in the input.</param>
/// <param name="Taps">Kernel columns of the tile.</param>
/// <param name="TapStep">Distance between them in the input.</param>
/// <param name="Window">The window of the forward pass.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="OutputGradient">Strides of the output gradient.</param>
internal sealed record WeightGradientTile(
    string Label,
    EquatableArray<int> GradientOffsets,
    EquatableArray<int> ResultOffsets,
    int InputChannels,
    int InputChannelStep,
    int Taps,
    int TapStep,
    WindowGeometry Window,
    Strides Input,
    Strides OutputGradient) : Microkernel
{
    /// <inheritdoc/>
    public override string Name => $"{Label}Tile{GradientOffsets.Count}x{InputChannels}x{Taps}";

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        writer.Line($"// Register block of {Label}: {GradientOffsets.Count} × {target.Lanes} outputs by {InputChannels} "
            + $"inputs by {Taps} kernel columns.");
        writer.Line($"[{Names.MethodImpl}({Names.MethodImplOptions}.AggressiveOptimization)]");
        using SourceWriter.Scope method = writer.Method($"private static void {name}(ref float x, ref float dy, ref float dw, "
            + "int resultTapStep, int from, int to, int rows, bool adds)");
        ForEachSum((sum, _, _, _) => writer.Line($"{target.Type} {sum} = {target.Type}.Zero;"));
        using (writer.Block("for (int example = from; example < to; example++)"))
        {
            EmitPlanes(writer, target);
        }

        // Each chunk of pixels is summed apart, which keeps the rounding error of long sums small.
        using (writer.Block("if (adds)"))
        {
            ForEachSum((sum, v, c, t) => writer.Line($"{sum} += {target.Load(Place(t), Offset(v, c))};"));
        }

        ForEachSum((sum, v, c, t) => writer.Line(target.Store(sum, Place(t), Offset(v, c))));
    }

    /// <summary>As many input channels of a tile, a power of 2, as registers are left for.</summary>
    /// <param name="target">The vector target.</param>
    /// <param name="vectors">Vectors of outputs.</param>
    /// <param name="taps">Kernel columns.</param>
    /// <param name="inputs">Input channels in all; a tile has fewer than twice as many, and those of a block at most.</param>
    public static int MostChannels(VectorTarget target, int vectors, int taps, int inputs)
    {
        int most = MostSums(target, vectors), channels = 1;
        while (channels < ValueLayout.BlockSize && channels * 2 * taps <= most && channels < inputs)
        {
            channels *= 2;
        }

        return channels;
    }

    /// <summary>Accumulators for each vector of outputs that registers are left for.</summary>
    public static int MostSums(VectorTarget target, int vectors) => (target.Registers - vectors - 2) / vectors;

    private static string Place(int tap) =>
        tap == 0 ? "dw" : $"{Names.Unsafe}.Add(ref dw, {(tap == 1 ? string.Empty : $"{Text.Of(tap)} * ")}resultTapStep)";

    private int Offset(int vector, int channel) => ResultOffsets[vector] + (channel * ValueLayout.BlockSize);

    private void EmitPlanes(SourceWriter writer, VectorTarget target)
    {
        AxisWindow d = Window.Depth, h = Window.Height;
        using SourceWriter.Scope? planes = CountedLoop.Open(writer, "plane", d.Count, out string plane);
        using SourceWriter.Scope rows = writer.Block("for (int row = 0; row < rows; row++)");
        const string row = "row";
        Reference.DeclareAlways(
            writer, "input", "x", Text.Sum(("example", Input.Example), (plane, d.InStep * Input.Plane), (row, h.InStep * Input.Row)));
        Reference.DeclareAlways(
            writer,
            "gradient",
            "dy",
            Text.Sum(("example", OutputGradient.Example), (plane, OutputGradient.Plane), (row, OutputGradient.Row)));
        EmitPixels(writer, target);
    }

    private void EmitPixels(SourceWriter writer, VectorTarget target)
    {
        AxisWindow w = Window.Width;
        using SourceWriter.Scope? pixels = CountedLoop.Open(writer, "column", w.Count, out _);
        for (int v = 0; v < GradientOffsets.Count; v++)
        {
            writer.Line($"{target.Type} g{Text.Of(v)} = {target.Load("gradient", GradientOffsets[v])};");
        }

        for (int c = 0; c < InputChannels; c++)
        {
            for (int t = 0; t < Taps; t++)
            {
                string x = target.Broadcast("input", (c * InputChannelStep) + (t * TapStep));
                if (GradientOffsets.Count > 1)
                {
                    writer.Line($"{target.Type} x{Text.Of(c)}_{Text.Of(t)} = {x};");
                    x = $"x{Text.Of(c)}_{Text.Of(t)}";
                }

                for (int v = 0; v < GradientOffsets.Count; v++)
                {
                    string sum = Sum(v, c, t);
                    writer.Line($"{sum} = {target.MultiplyAdd(x, $"g{Text.Of(v)}", sum)};");
                }
            }
        }

        if (w.Count > 1)
        {
            writer.Line($"input = ref {Text.At("input", Text.Of(w.InStep * Input.Pixel))};");
            writer.Line($"gradient = ref {Text.At("gradient", Text.Of(OutputGradient.Pixel))};");
        }
    }

    private void ForEachSum(Action<string, int, int, int> write)
    {
        for (int v = 0; v < GradientOffsets.Count; v++)
        {
            for (int c = 0; c < InputChannels; c++)
            {
                for (int t = 0; t < Taps; t++)
                {
                    write(Sum(v, c, t), v, c, t);
                }
            }
        }
    }

    private static string Sum(int vector, int channel, int tap) => $"sum{Text.Of(vector)}_{Text.Of(channel)}_{Text.Of(tap)}";
}
