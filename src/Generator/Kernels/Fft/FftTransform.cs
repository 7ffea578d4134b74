using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Fft;

/// <summary>
/// The Fourier transform in place of a line of complex points, 16 channels side by side (Cooley and Tukey 1965, radix 4, and once radix 2
/// where the length is no power of 4). The forward transform leaves the points in bit-reversed order, in which weights are packed too, and
/// the inverse starts from it.
/// </summary>
/// <param name="Length">Points, a power of 2.</param>
/// <param name="Step">Floats between points.</param>
/// <param name="IsInverse">Whether it goes back, without dividing by the number of points.</param>
internal sealed record FftTransform(int Length, int Step, bool IsInverse) : Microkernel
{
    private const int Imaginary = ValueLayout.BlockSize;

    /// <inheritdoc/>
    public override string Name => $"{(IsInverse ? "Inverse" : string.Empty)}Fourier{Length}Step{Step}";

    // The pass between neighbours turns nothing.
    private int Neighbours => Quarters.Count > 0 && Quarters[Quarters.Count - 1] == 1 ? 4 : 2;

    // Distances of the points of a butterfly, pass by pass.
    private IReadOnlyList<int> Quarters
    {
        get
        {
            var quarters = new List<int>();
            for (int quarter = Length / 4; quarter > 0; quarter /= 4)
            {
                quarters.Add(quarter);
            }

            return quarters;
        }
    }

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        writer.Line($"// {(IsInverse ? "Inverse transform" : "Transform")} of {Text.Of(Length)} points in place; turns are cosine and sine of each part of the circle.");
        writer.Line($"[{Names.MethodImpl}({Names.MethodImplOptions}.AggressiveOptimization)]");
        using SourceWriter.Scope method = writer.Method($"private static void {name}(ref float points, ref float turns)");
        IEnumerable<int> turning = Quarters.Where(quarter => quarter > 1);
        if (IsInverse)
        {
            EmitNeighbours(writer, target);
        }

        foreach (int quarter in IsInverse ? turning.Reverse() : turning)
        {
            EmitPass(writer, target, quarter);
        }

        if (!IsInverse)
        {
            EmitNeighbours(writer, target);
        }
    }

    private void EmitPass(SourceWriter writer, VectorTarget target, int quarter)
    {
        int parts = Length / (4 * quarter);
        using SourceWriter.Scope? starts = parts > 1 ? writer.Block($"for (int start = 0; start < {Text.Of(Length)}; start += {Text.Of(4 * quarter)})") : null;
        using SourceWriter.Scope loop = writer.Block($"for (int i = 0; i < {Text.Of(quarter)}; i++)");
        for (int power = 1; power <= 3; power++)
        {
            string turn = Text.At("turns", Text.Sum(("i", 2 * power * parts)));
            writer.Line($"ref float turn{Text.Of(power)} = ref {turn};");
            writer.Line($"{target.Type} cosine{Text.Of(power)} = {target.Broadcast($"turn{Text.Of(power)}", 0)}, sine{Text.Of(power)} = {target.Broadcast($"turn{Text.Of(power)}", 1)};");
        }

        writer.Line($"ref float point = ref {Text.At("points", Text.Sum((parts > 1 ? "(start + i)" : "i", Step)))};");
        EmitLanes(writer, target, quarter, turns: true);
    }

    private void EmitNeighbours(SourceWriter writer, VectorTarget target)
    {
        int parts = Length / Neighbours;
        using SourceWriter.Scope? starts = CountedLoop.Open(writer, "part", parts, out string part);
        writer.Line($"ref float point = ref {Text.At("points", Text.Sum((part, Neighbours * Step)))};");
        if (Neighbours == 4)
        {
            EmitLanes(writer, target, 1, turns: false);
            return;
        }

        using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
        string a = Reference.Declare(writer, "a", "point", lane);
        Load(writer, target, a, "A", 0);
        Load(writer, target, a, "B", Step);
        Store(writer, target, a, 0, "realA + realB", "imaginaryA + imaginaryB");
        Store(writer, target, a, Step, "realA - realB", "imaginaryA - imaginaryB");
    }

    private void EmitLanes(SourceWriter writer, VectorTarget target, int quarter, bool turns)
    {
        using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
        string a = Reference.Declare(writer, "a", "point", lane);
        for (int p = 0; p < 4; p++)
        {
            Load(writer, target, a, "ABCD"[p].ToString(), p * quarter * Step);
        }

        string type = target.Type;
        if (IsInverse)
        {
            foreach ((string point, int power) in turns ? [("B", 2), ("C", 1), ("D", 3)] : Array.Empty<(string, int)>())
            {
                (string real, string imaginary) = Turned(target, $"real{point}", $"imaginary{point}", power);
                writer.Line($"(real{point}, imaginary{point}) = ({real}, {imaginary});");
            }

            writer.Line($"{type} sumReal = realA + realB, sumImaginary = imaginaryA + imaginaryB, restReal = realA - realB, restImaginary = imaginaryA - imaginaryB;");
            writer.Line($"{type} evenReal = realC + realD, evenImaginary = imaginaryC + imaginaryD, oddReal = imaginaryD - imaginaryC, oddImaginary = realC - realD;");
            Store(writer, target, a, 0, "sumReal + evenReal", "sumImaginary + evenImaginary");
            Store(writer, target, a, quarter * Step, "restReal + oddReal", "restImaginary + oddImaginary");
            Store(writer, target, a, 2 * quarter * Step, "sumReal - evenReal", "sumImaginary - evenImaginary");
            Store(writer, target, a, 3 * quarter * Step, "restReal - oddReal", "restImaginary - oddImaginary");
            return;
        }

        writer.Line($"{type} sumReal = realA + realC, sumImaginary = imaginaryA + imaginaryC, restReal = realA - realC, restImaginary = imaginaryA - imaginaryC;");
        writer.Line($"{type} evenReal = realB + realD, evenImaginary = imaginaryB + imaginaryD, oddReal = imaginaryB - imaginaryD, oddImaginary = realD - realB;");
        Store(writer, target, a, 0, "sumReal + evenReal", "sumImaginary + evenImaginary");
        StoreTurned(writer, target, a, quarter * Step, "sumReal - evenReal", "sumImaginary - evenImaginary", turns ? 2 : 0);
        StoreTurned(writer, target, a, 2 * quarter * Step, "restReal + oddReal", "restImaginary + oddImaginary", turns ? 1 : 0);
        StoreTurned(writer, target, a, 3 * quarter * Step, "restReal - oddReal", "restImaginary - oddImaginary", turns ? 3 : 0);
    }

    private static void StoreTurned(
        SourceWriter writer, VectorTarget target, string origin, int offset, string real, string imaginary, int power)
    {
        if (power == 0)
        {
            Store(writer, target, origin, offset, real, imaginary);
            return;
        }

        string n = Text.Of(power);
        writer.Line($"{target.Type} real{n} = {real}, imaginary{n} = {imaginary};");
        (string turnedReal, string turnedImaginary) = (
            target.MultiplyAdd($"real{n}", $"cosine{n}", $"imaginary{n} * sine{n}"),
            target.MultiplySubtract($"real{n}", $"sine{n}", $"imaginary{n} * cosine{n}"));
        Store(writer, target, origin, offset, turnedReal, turnedImaginary);
    }

    // Times e^iφ.
    private static (string Real, string Imaginary) Turned(VectorTarget target, string real, string imaginary, int power)
    {
        string n = Text.Of(power);
        return (
            target.MultiplySubtract(imaginary, $"sine{n}", $"{real} * cosine{n}"),
            target.MultiplyAdd(imaginary, $"cosine{n}", $"{real} * sine{n}"));
    }

    private static void Load(SourceWriter writer, VectorTarget target, string origin, string point, int offset) => writer.Line(
        $"{target.Type} real{point} = {target.Load(origin, offset)}, imaginary{point} = {target.Load(origin, offset + Imaginary)};");

    private static void Store(SourceWriter writer, VectorTarget target, string origin, int offset, string real, string imaginary)
    {
        writer.Line(target.Store($"({real})", origin, offset));
        writer.Line(target.Store($"({imaginary})", origin, offset + Imaginary));
    }
}
