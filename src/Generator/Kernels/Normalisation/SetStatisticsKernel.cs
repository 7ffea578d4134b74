using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Normalisation;

/// <summary>
/// Mean and 1/√(variance + ε) of each normalised set by the corrected two-pass algorithm (Chan, Golub and LeVeque 1983): the second pass
/// also sums what the rounding of the first mean left over. Without a mean 1/√(mean square + ε).
/// </summary>
/// <param name="Sets">What is normalised together.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="Statistics">Strides of the results.</param>
/// <param name="IsCentred">Whether there is a mean.</param>
/// <param name="Epsilon">Added to the variance.</param>
internal sealed record SetStatisticsKernel(NormalisedSets Sets, Strides Input, Strides Statistics, bool IsCentred, double Epsilon)
    : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => IsCentred ? "SetStatistics" : "SetMeanSquares";

    /// <inheritdoc/>
    public override string Algorithm => "normalisation";

    /// <summary>Working memory for what each channel of a span leaves over.</summary>
    public int WorkspaceLength => Sets.IsPerChannel || !IsCentred ? 0 : Sets.Blocks * ValueLayout.BlockSize;

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new([
        "x",
        .. IsCentred ? ["means"] : Array.Empty<string>(),
        "inverses",
        .. WorkspaceLength > 0 ? ["rests"] : Array.Empty<string>()]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Sets.Spans * Sets.Outer.Positions, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => 2.0 * Sets.Blocks * Sets.Size.Positions * target.VectorsPerBlock;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method =
            Method(writer, name, $"Statistics of each {Text.Of(Sets.Length)} elements that are normalised together.");
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        Sets.Decode(writer, "span", Sets.Spans);
        if (IsCentred)
        {
            EmitMeans(writer, target);
        }

        EmitInverses(writer, target);
    }

    private void EmitMeans(SourceWriter writer, VectorTarget target)
    {
        using (NormalisedSets.Loops loops = Sets.OpenSpan(writer, target))
        {
            writer.Line($"{target.Type} sum = {target.Type}.Zero;");
            Sum(writer, target, loops, ["sum"], (_, row) => $"{row} + xValue");
            Store(writer, target, loops, "means", Sets.IsPerChannel ? $"(sum * {Share(target)})" : "sum");
        }

        if (!Sets.IsPerChannel)
        {
            Sets.Combine(
                writer,
                ["total"],
                Statistics,
                _ => $"{Names.Unsafe}.Add(ref means, place)",
                [("means", $"total / {Text.Of(Sets.Length)}")]);
        }
    }

    private void EmitInverses(SourceWriter writer, VectorTarget target)
    {
        string[] sums = IsCentred ? ["rest", "squares"] : ["squares"];
        using (NormalisedSets.Loops loops = Sets.OpenSpan(writer, target))
        {
            if (IsCentred)
            {
                writer.Line($"{target.Type} mean = {target.Load(Place(loops, "means"), 0)};");
            }

            foreach (string sum in sums)
            {
                writer.Line($"{target.Type} {sum} = {target.Type}.Zero;");
            }

            string value = IsCentred ? "(xValue - mean)" : "xValue";
            Sum(writer, target, loops, sums, (sum, row) => sum == "rest" ? $"{row} + {value}" : target.MultiplyAdd(value, value, row));
            if (Sets.IsPerChannel)
            {
                EmitChannels(writer, target, loops);
                return;
            }

            Store(writer, target, loops, "inverses", "squares");
            if (IsCentred)
            {
                writer.Line(target.Store(
                    "rest", $"{Text.At("rests", Text.Sum((loops.Block, ValueLayout.BlockSize), (loops.Lane, 1)))}", 0));
            }
        }

        string count = Text.Of(Sets.Length);
        string epsilon = Text.OfDouble(Epsilon);
        string channel = $"place - {Text.Factor(Text.Sum(("example", Statistics.Example)))}";
        (string Memory, string Value)[] centred =
        [
            ("means", $"{Names.Unsafe}.Add(ref means, start) + (rest / {count})"),
            ("inverses", $"1 / {Names.Math}.Sqrt(((squares - (rest * rest / {count})) / {count}) + {epsilon})"),
        ];
        Sets.Combine(
            writer,
            sums,
            Statistics,
            sum => sum == "rest" ? $"{Text.At("rests", channel)}" : $"{Names.Unsafe}.Add(ref inverses, place)",
            IsCentred ? centred : [("inverses", $"1 / {Names.Math}.Sqrt((squares / {count}) + {epsilon})")]);
    }

    private void EmitChannels(SourceWriter writer, VectorTarget target, NormalisedSets.Loops loops)
    {
        if (IsCentred)
        {
            writer.Line($"{target.Type} left = rest * {Share(target)};");
            writer.Line("squares -= rest * left;");
            Store(writer, target, loops, "means", "(mean + left)");
        }

        string variance = target.MultiplyAdd("squares", Share(target), target.Constant(Epsilon));
        Store(writer, target, loops, "inverses", $"({target.Constant(1)} / {target.Class}.Sqrt({variance}))");
    }

    private void Sum(
        SourceWriter writer,
        VectorTarget target,
        NormalisedSets.Loops loops,
        IReadOnlyList<string> sums,
        Func<string, string, string> term) =>
        PositionReduction.Emit(
            writer, target, Sets.Inner, [new WalkedValue("x", Input, Sets.Start(Input, loops.Block, loops.Lane))], sums, term);

    private string Place(NormalisedSets.Loops loops, string memory) =>
        $"{Text.At(memory, Text.Sum([.. Sets.Start(Statistics, loops.Block, loops.Lane)]))}";

    private void Store(SourceWriter writer, VectorTarget target, NormalisedSets.Loops loops, string memory, string value) =>
        writer.Line(target.Store(value, Place(loops, memory), 0));

    private string Share(VectorTarget target) => target.Constant(1.0 / Sets.Length);
}
