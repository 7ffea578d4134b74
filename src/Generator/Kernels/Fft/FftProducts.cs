using ConvGen.Generator.Geometry;
using ConvGen.Generator.Planning;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Fft;

/// <summary>
/// The register block of a point of Fourier transforms: complex products of pairs of tiles and weights, summed over the input channels.
/// Each weight serves two points, its own and that of the negative frequency, where it is conjugate.
/// </summary>
/// <param name="WeightOffsets">For each vector of output channels: offset of its weights.</param>
/// <param name="OutputOffsets">For each vector: offset in the products.</param>
/// <param name="Pairs">Pairs of tiles.</param>
/// <param name="Inputs">Input channels.</param>
/// <param name="BlockStep">Distance in the input between blocks of channels.</param>
/// <param name="PrefetchDistance">How far ahead of the weights memory is asked for; 0 for not at all.</param>
internal sealed record FftProducts(
    EquatableArray<int> WeightOffsets, EquatableArray<int> OutputOffsets, int Pairs, int Inputs, int BlockStep, int PrefetchDistance)
    : Microkernel
{
    private const int Imaginary = ValueLayout.BlockSize;

    private int Vectors => WeightOffsets.Count;

    // A point of each pair, and the one of the negative frequency.
    private int Pixels => 2 * Pairs;

    /// <inheritdoc/>
    public override string Name => $"FourierProductsTile{Vectors}x{Pixels}";

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        writer.Line($"// Register block of complex products: {Text.Of(Vectors)} × {target.LanesText} output channels by two points of "
            + $"{Text.Count(Pairs, "pair")} of tiles, {Text.Of(2 * Vectors * Pixels)} accumulators.");
        writer.Line($"[{Names.MethodImpl}({Names.MethodImplOptions}.AggressiveOptimization)]");
        using SourceWriter.Scope method =
            writer.Method($"private static void {name}(ref float input, ref float weights, ref float output)");
        for (int pixel = 0; pixel < Pixels; pixel++)
        {
            for (int vector = 0; vector < Vectors; vector++)
            {
                writer.Line($"{target.Type} {Real(vector, pixel)} = {target.Type}.Zero, {Imag(vector, pixel)} = {target.Type}.Zero;");
            }
        }

        int blocks = ValueLayout.CeilDiv(Inputs, ValueLayout.BlockSize), last = Inputs - ((blocks - 1) * ValueLayout.BlockSize);
        using (CountedLoop.Open(writer, "block", blocks, out string block))
        {
            Reference.DeclareAlways(writer, "x", "input", Text.Sum((block, BlockStep)));
            string channels = blocks == 1 || last == ValueLayout.BlockSize
                ? Text.Of(last)
                : $"(block == {Text.Of(blocks - 1)} ? {Text.Of(last)} : {Text.Of(ValueLayout.BlockSize)})";
            using SourceWriter.Scope loop = writer.Block($"for (int channel = 0; channel < {channels}; channel++)");
            EmitChannel(writer, target);
        }

        for (int pixel = 0; pixel < Pixels; pixel++)
        {
            for (int vector = 0; vector < Vectors; vector++)
            {
                int offset = OutputOffsets[vector] + (pixel * FftPlan.PointFloats);
                writer.Line(target.Store(Real(vector, pixel), "output", offset));
                writer.Line(target.Store(Imag(vector, pixel), "output", offset + Imaginary));
            }
        }
    }

    private void EmitChannel(SourceWriter writer, VectorTarget target)
    {
        for (int vector = 0; vector < Vectors; vector++)
        {
            string n = Text.Of(vector);
            writer.Line($"{target.Type} realW{n} = {target.Load("weights", WeightOffsets[vector])}, "
                + $"imaginaryW{n} = {target.Load("weights", WeightOffsets[vector] + Imaginary)};");
            if (PrefetchDistance > 0 && vector % target.VectorsPerBlock == 0)
            {
                writer.Line($"{Names.Prefetch}.Ahead(ref weights, {Text.Of(WeightOffsets[vector] + PrefetchDistance)});");
                writer.Line($"{Names.Prefetch}.Ahead(ref weights, {Text.Of(WeightOffsets[vector] + PrefetchDistance + Imaginary)});");
            }
        }

        for (int pixel = 0; pixel < Pixels; pixel++)
        {
            bool conjugate = pixel % 2 == 1;
            string p = Text.Of(pixel), x = $"real{p}", y = $"imaginary{p}";
            writer.Line($"{target.Type} {x} = {target.Broadcast("x", pixel * FftPlan.PointFloats)};");
            for (int vector = 0; vector < Vectors; vector++)
            {
                string n = Text.Of(vector), real = Real(vector, pixel), imaginary = Imag(vector, pixel);
                writer.Line($"{real} = {target.MultiplyAdd(x, $"realW{n}", real)};");
                writer.Line($"{imaginary} = {Add(conjugate, x, $"imaginaryW{n}", imaginary)};");
            }

            writer.Line($"{target.Type} {y} = {target.Broadcast("x", (pixel * FftPlan.PointFloats) + Imaginary)};");
            for (int vector = 0; vector < Vectors; vector++)
            {
                string n = Text.Of(vector), real = Real(vector, pixel), imaginary = Imag(vector, pixel);
                writer.Line($"{real} = {Add(!conjugate, y, $"imaginaryW{n}", real)};");
                writer.Line($"{imaginary} = {target.MultiplyAdd(y, $"realW{n}", imaginary)};");
            }
        }

        writer.Line($"x = ref {Names.Unsafe}.Add(ref x, 1);");
        writer.Line($"weights = ref {Text.At("weights", Text.Of(FftPlan.PointFloats))};");

        string Add(bool negated, string a, string b, string c) => negated ? target.MultiplySubtract(a, b, c) : target.MultiplyAdd(a, b, c);
    }

    private static string Real(int vector, int pixel) => $"sum{Text.Of(vector)}_{Text.Of(pixel)}";

    private static string Imag(int vector, int pixel) => $"turned{Text.Of(vector)}_{Text.Of(pixel)}";
}
