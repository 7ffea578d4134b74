using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Convolution;

/// <summary>A loop of a register tile around its unrolled body.</summary>
/// <param name="Variable">Name of the loop variable, which says what is counted.</param>
/// <param name="Count">Iterations.</param>
/// <param name="InputStep">Distance in the input between iterations.</param>
internal readonly record struct TileLoop(string Variable, int Count, int InputStep);

/// <summary>
/// The register block of direct convolution and of dense layers: vectors of output channels × pixels, one accumulator each. For every
/// tap and every input channel each weight vector is loaded once and each input is broadcast once. Weights lie in the order in which
/// they are read. Taps are loops, not unrolled: where two taps read the same input, the compiler would keep it and run out of registers.
/// </summary>
/// <param name="Label">What the block is of, for its name and comment.</param>
/// <param name="WeightOffsets">For each vector of output channels: offset of its weights.</param>
/// <param name="OutputOffsets">For each vector: offset in the output (and in residual).</param>
/// <param name="ResidualOffsets">For each vector: offset in the value that is added; empty without one.</param>
/// <param name="InputPixels">For each pixel: offset in the input.</param>
/// <param name="OutputPixels">For each pixel, or for each four that are pooled: offset in the output.</param>
/// <param name="ResidualPixels">For each pixel: offset in the value that is added; empty without one.</param>
/// <param name="Loops">Loops over the taps, outermost first.</param>
/// <param name="Blocks">Blocks of input channels.</param>
/// <param name="BlockStep">Distance in the input between blocks.</param>
/// <param name="BlockChannels">Input channels of a full block.</param>
/// <param name="LastChannels">Input channels of the last block.</param>
/// <param name="ChannelUnit">
/// With groups, where the caller tells the first of the channels that are read and their end: what both are multiples of. Otherwise 0. It
/// then tells the channels of the last block, too, where these may be fewer and weights of several taps lie in it.
/// </param>
/// <param name="ChannelStep">Distance in the input between channels of a block.</param>
/// <param name="HasBias">Whether accumulators start from a bias instead of zero.</param>
/// <param name="Activation">What is applied before the result is stored.</param>
/// <param name="PrefetchDistance">
/// How far ahead of the weights memory is asked for: to the weights of the next vectors, which are then near when their turn comes. 0 for
/// weights that stay in the cache.
/// </param>
/// <param name="Pool">How every four consecutive pixels are pooled; null where they are not.</param>
/// <param name="Precision">How the weights are stored; distances in them are in floats all the same.</param>
/// <param name="Column">What the pixels are, for the comment: examples in a dense layer, tiles in a product of Winograd's.</param>
internal sealed record BroadcastTile(
    string Label,
    EquatableArray<int> WeightOffsets,
    EquatableArray<int> OutputOffsets,
    EquatableArray<int> ResidualOffsets,
    EquatableArray<int> InputPixels,
    EquatableArray<int> OutputPixels,
    EquatableArray<int> ResidualPixels,
    EquatableArray<TileLoop> Loops,
    int Blocks,
    int BlockStep,
    int BlockChannels,
    int LastChannels,
    int ChannelUnit,
    int ChannelStep,
    bool HasBias,
    Activation Activation,
    int PrefetchDistance = 0,
    CombiningPoolKind? Pool = null,
    WeightPrecision Precision = WeightPrecision.Float32,
    string Column = "pixel") : Microkernel
{
    /// <summary>
    /// Multiply-adds in one round of the loop: enough to hide what the round itself costs, few enough to keep the code small.
    /// </summary>
    private const int MaxBody = 60;

    private const int MaxUnrolled = 4;

    // What emitted code calls the reference to the input inside the loops over taps and blocks.
    private const string Reader = "x";

    private bool ChannelsVary => ChannelUnit > 0;

    private bool HasShortBlock => ChannelsVary && LastChannels != BlockChannels && OpenLoops.Any();

    // What the caller tells of the channels that are read.
    private IEnumerable<string> ChannelNumbers => !ChannelsVary ? []
        : HasShortBlock ? ["firstChannel", "endChannel", "lastChannels"]
        : ["firstChannel", "endChannel"];

    private int Vectors => WeightOffsets.Count;

    private int Pixels => InputPixels.Count;

    // Floats from the weights of one input channel to those of the next.
    private int WeightStep => Precision == WeightPrecision.BFloat16 ? ValueLayout.BlockSize / BFloat16.PerFloat : ValueLayout.BlockSize;

    private bool HasResidual => ResidualOffsets.Count > 0;

    /// <inheritdoc/>
    public override string Name => $"{Label}Tile{Vectors}x{Pixels}";

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        writer.Line($"// Register block of {Label}: {Vectors} × {target.Lanes} output channels by {Text.Count(Pixels, Column)}, "
            + $"{Text.Count(Vectors * Pixels, "accumulator")}.");
        string residual = HasResidual ? "ref float residual, " : string.Empty;
        string bias = HasBias ? "ref float bias, " : string.Empty;
        writer.Line($"[{Names.MethodImpl}({Names.MethodImplOptions}.AggressiveOptimization)]");
        string channels = string.Concat(ChannelNumbers.Select(number => $", int {number}"));
        using SourceWriter.Scope method =
            writer.Method($"private static void {name}(ref float input, ref float weights, {bias}{residual}ref float output{channels})");
        EmitStart(writer, target);
        EmitBlocks(writer, target);
        EmitEnd(writer, target, library);
    }

    /// <summary>The call of this block's method.</summary>
    public string Call(string name, string input, string weights, string bias, string residual, string output) =>
        $"{name}(ref {input}, ref {weights}, {(HasBias ? $"ref {bias}, " : string.Empty)}"
        + $"{(HasResidual ? $"ref {residual}, " : string.Empty)}ref {output}"
        + $"{string.Concat(ChannelNumbers.Select(number => $", {number}"))});";

    private void EmitStart(SourceWriter writer, VectorTarget target)
    {
        for (int v = 0; v < Vectors; v++)
        {
            string start = HasBias ? target.Load("bias", v * target.Lanes) : $"{target.Type}.Zero";
            for (int p = 0; p < Pixels; p++)
            {
                writer.Line($"{target.Type} {Sum(v, p)} = {(p == 0 ? start : Sum(v, 0))};");
            }
        }
    }

    // Channels in one round of the loop: as many as divide every number of channels that a block has.
    private int Unroll
    {
        get
        {
            int perChannel = Vectors * Pixels,
                divisor = ChannelsVary ? ChannelUnit : Blocks == 1 ? LastChannels : Divisor(BlockChannels, LastChannels);
            return Enumerable.Range(1, MaxUnrolled).Where(u => divisor % u == 0 && u * perChannel <= MaxBody).DefaultIfEmpty(1).Max();
        }
    }

    private IEnumerable<TileLoop> OpenLoops => Loops.Where(loop => loop.Count > 1);

    // The loops over blocks of input channels, taps, and channels of a block. The reference to the input goes from channel to channel, and
    // so does that to the weights.
    private void EmitBlocks(SourceWriter writer, VectorTarget target)
    {
        int unroll = Unroll;
        bool once = !ChannelsVary && BlockEnd == Text.Of(unroll);
        string reader = "input";
        List<SumAxis> axes = [];
        if (Blocks > 1)
        {
            string input = OpenLoops.Any() || ChannelsVary ? "inputBlock" : Reader;
            reader = input;
            axes.Add(SumAxis.Of("block", Blocks, block =>
            {
                writer.Line($"ref float {input} = ref {Text.At("input", Text.Sum((block, BlockStep)))};");
                DeclareChannels(writer, block);
            }));
        }

        foreach (TileLoop loop in OpenLoops)
        {
            (string outer, string inner) = (reader, loop == OpenLoops.Last() && !ChannelsVary ? Reader : $"{loop.Variable}Input");
            reader = inner;
            axes.Add(SumAxis.Of(
                loop.Variable,
                loop.Count,
                index => writer.Line($"ref float {inner} = ref {Text.At(outer, Text.Sum((index, loop.InputStep)))};")));
        }

        string weights = "weights";
        if (ChannelsVary)
        {
            string outer = reader;
            (reader, weights) = (Reader, "filters");
            axes.Add(SumAxis.Of("read", 1, _ => DeclareRead(writer, outer, weights)));
        }

        int rounds = once ? 1 : Math.Max(2, (Blocks == 1 && !ChannelsVary ? LastChannels : BlockChannels) / unroll);
        axes.Add(new SumAxis("channel", BlockEnd, rounds, unroll, BlockStart));
        ShortSums.EmitInMemory(
            writer, target, [.. Accumulators], axes, EmitChannels, unroll, ShortSums.MostOfBlock(Products));

        void EmitChannels()
        {
            for (int u = 0; u < unroll; u++)
            {
                EmitChannel(writer, target, reader, u * ChannelStep, weights, u * WeightStep, Text.Of(u));
            }

            if (!once)
            {
                writer.Line($"{reader} = ref {Text.At(reader, Text.Of(unroll * ChannelStep))};");
            }

            if (!once || Blocks > 1 || OpenLoops.Any())
            {
                writer.Line($"{weights} = ref {Text.At(weights, Text.Of(unroll * WeightStep))};");
            }
        }
    }

    // What the loop over the channels of a block begins with, and ends before.
    private string BlockStart => !ChannelsVary ? "0" : Blocks == 1 ? "firstChannel" : "first";

    private string BlockEnd => ChannelsVary ? Blocks == 1 ? "endChannel" : "channels"
        : Blocks == 1 ? Text.Of(LastChannels)
        : LastChannels != BlockChannels ? "channels"
        : Text.Of(BlockChannels);

    private void DeclareChannels(SourceWriter writer, string block)
    {
        if (ChannelsVary)
        {
            string before = Text.Sum((block, BlockChannels));
            writer.Line($"int first = {Names.Math}.Max(firstChannel - ({before}), 0);");
            writer.Line($"int channels = {Names.Math}.Min(endChannel - ({before}), {Text.Of(BlockChannels)});");
            if (HasShortBlock)
            {
                writer.Line($"int rows = {block} == {Text.Of(Blocks - 1)} ? lastChannels : {Text.Of(BlockChannels)};");
            }
        }
        else if (BlockEnd == "channels")
        {
            writer.Line($"int channels = {block} == {Text.Of(Blocks - 1)} ? {Text.Of(LastChannels)} : {Text.Of(BlockChannels)};");
        }
    }

    // The input and the weights at the first channel of a block that is read. A block has weights for all of its channels at every tap.
    private void DeclareRead(SourceWriter writer, string outer, string weights)
    {
        int taps = 1;
        List<(string Index, int Stride)> terms = [];
        foreach (TileLoop loop in Loops.Reverse())
        {
            terms.Add((loop.Count > 1 ? loop.Variable : "0", taps));
            taps *= loop.Count;
        }

        string tap = Text.Factor(Text.Sum([.. terms]));
        (string, int) ofTap = !HasShortBlock ? (tap, BlockChannels) : ($"{tap} * {(Blocks == 1 ? "lastChannels" : "rows")}", 1);
        string row = Text.Factor(Text.Sum((Blocks > 1 ? "block" : "0", taps * BlockChannels), ofTap, (BlockStart, 1)));
        Reference.DeclareAlways(writer, Reader, outer, Text.Sum((BlockStart, ChannelStep)));
        Reference.DeclareAlways(writer, weights, "weights", Text.Sum((row, WeightStep)));
    }

    // Products that an output is the sum of.
    private double Products =>
        (((Blocks - 1.0) * BlockChannels) + LastChannels) * Loops.Aggregate(1.0, (product, loop) => product * loop.Count);

    private IEnumerable<string> Accumulators =>
        Enumerable.Range(0, Vectors).SelectMany(v => Enumerable.Range(0, Pixels).Select(p => Sum(v, p)));

    private void EmitChannel(
        SourceWriter writer, VectorTarget target, string input, int inputOffset, string filters, int weightOffset, string suffix)
    {
        for (int v = 0; v < Vectors; v++)
        {
            int offset = WeightOffsets[v] + weightOffset;
            string weights = Precision == WeightPrecision.BFloat16
                ? target.LoadBFloat16(filters, offset)
                : target.Load(filters, offset);
            writer.Line($"{target.Type} w{suffix}_{Text.Of(v)} = {weights};");

            // Once for each line of the cache.
            if (PrefetchDistance > 0 && v % target.VectorsPerBlock == 0 && weightOffset % ValueLayout.BlockSize == 0)
            {
                writer.Line($"{Names.Prefetch}.Ahead(ref {filters}, {Text.Of(offset + PrefetchDistance)});");
            }
        }

        for (int p = 0; p < Pixels; p++)
        {
            string x = target.Broadcast(input, inputOffset + InputPixels[p]);
            if (Vectors > 1)
            {
                writer.Line($"{target.Type} x{suffix}_{Text.Of(p)} = {x};");
                x = $"x{suffix}_{Text.Of(p)}";
            }

            for (int v = 0; v < Vectors; v++)
            {
                string sum = Sum(v, p);
                writer.Line($"{sum} = {target.MultiplyAdd(x, $"w{suffix}_{Text.Of(v)}", sum)};");
            }
        }
    }

    private void EmitEnd(SourceWriter writer, VectorTarget target, KernelLibrary library)
    {
        int pooled = Pixels / OutputPixels.Count;
        for (int output = 0; output < OutputPixels.Count; output++)
        {
            for (int v = 0; v < Vectors; v++)
            {
                string[] values = [.. Enumerable.Range(output * pooled, pooled).Select(p => Result(writer, target, library, v, p))];
                string value = Pool is null ? values[0] : PairPooling.Join(writer, target, Pool, values);
                writer.Line(target.Store(value, "output", OutputOffsets[v] + OutputPixels[output]));
            }
        }
    }

    private string Result(SourceWriter writer, VectorTarget target, KernelLibrary library, int vector, int pixel)
    {
        string value = Sum(vector, pixel);
        if (HasResidual)
        {
            value = $"({value} + {target.Load("residual", ResidualOffsets[vector] + ResidualPixels[pixel])})";
        }

        if (Activation.IsIdentity)
        {
            return value;
        }

        if (HasResidual)
        {
            writer.Line($"{Sum(vector, pixel)} = {value};");
        }

        string result = Activation.Apply(
            target, library, Sum(vector, pixel), distance => target.Load("bias", distance + (vector * target.Lanes)));
        if (Pool is null)
        {
            return result;
        }

        writer.Line($"{Sum(vector, pixel)} = {result};");
        return Sum(vector, pixel);
    }

    private static int Divisor(int a, int b) => b == 0 ? a : Divisor(b, a % b);

    private static string Sum(int vector, int pixel) => $"sum{Text.Of(vector)}_{Text.Of(pixel)}";
}
