using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Elementwise;

/// <summary>
/// Sums a function of each element over the axes along which the result has one position, or over all channels: the gradient of a value
/// that was broadcast. An item owns what it sums to.
/// </summary>
/// <param name="Function">What is summed.</param>
/// <param name="Channels">Channels of what is summed.</param>
/// <param name="Size">Spatial extents of what is summed.</param>
/// <param name="Inputs">Strides of the values read.</param>
/// <param name="Kept">Spatial extents of the result.</param>
/// <param name="KeepsChannels">Whether the result has every channel, or one that is the sum of all.</param>
/// <param name="Output">Strides of the value written.</param>
/// <param name="Accumulates">Whether the result is added to what the output holds.</param>
internal sealed record ReductionKernel(
    ElementwiseFunction Function,
    int Channels,
    Extent Size,
    EquatableArray<Strides> Inputs,
    Extent Kept,
    bool KeepsChannels,
    Strides Output,
    bool Accumulates) : EmittedKernel
{
    private int Blocks => ValueLayout.CeilDiv(Channels, ValueLayout.BlockSize);

    /// <inheritdoc/>
    public override string Name => $"{Function.Name}{(Accumulates ? "ReducedAccumulated" : "Reduced")}";

    /// <inheritdoc/>
    public override string Algorithm => "reduction";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new([.. Enumerable.Range(0, Inputs.Count).Select(i => $"x{Text.Of(i)}"), "y"]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(KeepsChannels ? Blocks : 1, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) =>
        (double)Blocks * ValueLayout.BlockSize * Size.Positions * Math.Max(Function.Cost / (target.Lanes * 2), 0.05 * Inputs.Count);

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method = Method(
            writer,
            name,
            $"Sums of {Function.Name} over {Text.Of(Channels)} channels of {Describe(Size)}, "
            + $"to {(KeepsChannels ? "as many" : "one")} of {Describe(Kept)}.");
        bool isMasked = !KeepsChannels && Channels % ValueLayout.BlockSize != 0;
        if (isMasked)
        {
            string ramp = string.Join(", ", Enumerable.Range(0, target.Lanes).Select(i => $"{Text.Of(i)}f"));
            writer.Line($"{target.Type} laneIndex = {target.Class}.Create({ramp});");
        }

        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex item = ItemIndex.Decode(writer, [("example", 0), .. KeepsChannels ? new[] { ("block", Blocks) } : []]);
        string lane = "0";
        using SourceWriter.Scope? ownLanes = KeepsChannels ? CountedLoop.OpenLanes(writer, target, out lane) : null;
        using SourceWriter.Scope? planes = CountedLoop.Open(writer, "plane", Kept.Depth, out string plane);
        using SourceWriter.Scope? lines = CountedLoop.Open(writer, "line", Kept.Height, out string line);
        using SourceWriter.Scope? places = CountedLoop.Open(writer, "place", Kept.Width, out string place);
        writer.Line($"{target.Type} sum = {target.Type}.Zero;");
        string block = KeepsChannels ? "block" : string.Empty;
        SumAxis[] channels = KeepsChannels ? [] : [SumAxis.Of("block", Blocks, index => block = index), SumAxis.OfLanes(target, index =>
        {
            lane = index;
            if (isMasked)
            {
                string channel = $"({item.Sum((block, ValueLayout.BlockSize), (lane, 1))})";
                writer.Line($"{target.Type} isChannel = {target.Class}.LessThan(laneIndex + {target.Class}.Create((float){channel}), "
                    + $"{target.Constant(Channels)});");
            }
        })];
        SumAxis[] axes =
        [
            .. channels,
            SumAxis.Of("depth", Size.Depth / Kept.Depth),
            SumAxis.Of("row", Size.Height / Kept.Height),
            SumAxis.Of("column", Size.Width / Kept.Width),
        ];
        ShortSums.Emit(writer, target, ["sum"], axes, isRepeated: false, (indices, sum) =>
        {
            (string depth, string row, string column) =
                (indices[channels.Length], indices[channels.Length + 1], indices[channels.Length + 2]);
            var values = new List<string>();
            for (int i = 0; i < Inputs.Count; i++)
            {
                Strides l = Inputs[i];
                string at = Text.At($"x{Text.Of(i)}", item.Sum(
                    ("example", l.Example), (block, l.Block), (lane, l.Channel), (plane, l.Plane), (depth, l.Plane),
                    (line, l.Row), (row, l.Row), (place, l.Pixel), (column, l.Pixel)));
                writer.Line($"{target.Type} v{Text.Of(i)} = {ElementwiseKernel.Load(target, l, at, 0)};");
                values.Add($"v{Text.Of(i)}");
            }

            string term = Function.Apply(writer, target, library, values, []);
            writer.Line(
                $"{sum("sum")} += {(isMasked ? $"{target.Class}.ConditionalSelect(isChannel, {term}, {target.Type}.Zero)" : term)};");
        });

        string to = Text.At("y", item.Sum(
            ("example", Output.Example), (KeepsChannels ? "block" : "0", Output.Block), (KeepsChannels ? lane : "0", 1),
            (plane, Output.Plane), (line, Output.Row), (place, Output.Pixel)));
        EmitStore(writer, target, to);
    }

    private static string Describe(Extent size) => $"{Text.Of(size.Depth)}×{Text.Of(size.Height)}×{Text.Of(size.Width)}";

    private void EmitStore(SourceWriter writer, VectorTarget target, string to)
    {
        if (KeepsChannels)
        {
            writer.Line(target.Store(Accumulates ? $"({target.Load(to, 0)} + sum)" : "sum", to, 0));
            return;
        }

        writer.Line($"ref float output = ref {to};");
        writer.Line($"float total = {target.Class}.Sum(sum);");
        if (Accumulates)
        {
            writer.Line("output += total;");
            return;
        }

        // The channels that fill up the block are zero.
        writer.Line($"{Names.MemoryMarshal}.CreateSpan(ref output, {Text.Of(ValueLayout.BlockSize)}).Clear();");
        writer.Line("output = total;");
    }
}
