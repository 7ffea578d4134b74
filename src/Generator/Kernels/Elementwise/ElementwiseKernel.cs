using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Elementwise;

/// <summary>Walks values in blocks of 16 channels and applies a function to each element.</summary>
/// <param name="Function">What is computed.</param>
/// <param name="Blocks">Blocks of 16 channels.</param>
/// <param name="Size">Spatial extents.</param>
/// <param name="Inputs">Strides of the values read; those that are 0 broadcast, along an axis or from one channel to all.</param>
/// <param name="Output">Strides of the value written.</param>
/// <param name="Accumulates">Whether the result is added to what the output holds.</param>
internal sealed record ElementwiseKernel(
    ElementwiseFunction Function,
    int Blocks,
    Extent Size,
    EquatableArray<Strides> Inputs,
    Strides Output,
    bool Accumulates) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => $"{Function.Name}Elementwise{(Accumulates ? "Accumulated" : string.Empty)}";

    /// <inheritdoc/>
    public override string Algorithm => "elementwise";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new([
        .. Enumerable.Range(0, Inputs.Count).Select(i => $"x{Text.Of(i)}"),
        .. Enumerable.Range(0, Function.ChannelVectors).Select(i => $"c{Text.Of(i)}"),
        "y"]);

    /// <inheritdoc/>
    public override EquatableArray<string> ExtraParameters =>
        Function.IsRandom ? new EquatableArray<string>(["uint key"]) : EquatableArray<string>.Empty;

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Blocks * Size.Depth, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) =>
        (double)Blocks * ValueLayout.BlockSize * Size.Positions * Math.Max(Function.Cost / (target.Lanes * 2), 0.05 * (Inputs.Count + 1));

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method = Method(
            writer,
            name,
            $"{Function.Name} over {Text.Count(Blocks, "block")} of 16 channels of "
            + $"{Text.Of(Size.Depth)}×{Text.Of(Size.Height)}×{Text.Of(Size.Width)}.");
        if (Function.IsRandom)
        {
            string ramp = string.Join(", ", Enumerable.Range(0, target.Lanes).Select(i => $"{Text.Of(i)}u"));
            writer.Line($"{target.TypeOf("uint")} laneIndex = {target.Class}.Create({ramp});");
        }

        // Rows without gaps between them are walked as one.
        bool dense = Inputs.Concat([Output]).All(l => l.Row == l.Pixel * Size.Width || Size.Height == 1);
        int rows = dense ? 1 : Size.Height;
        int pixels = dense ? Size.Height * Size.Width : Size.Width;
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex item = ItemIndex.Decode(writer, ("example", 0), ("block", Blocks), ("depth", Size.Depth));
        using SourceWriter.Scope? rowLoop = CountedLoop.Open(writer, "row", rows, out string row);
        for (int i = 0; i < Inputs.Count; i++)
        {
            Strides l = Inputs[i];
            writer.Line($"ref float in{Text.Of(i)} = ref {Names.Unsafe}.Add(ref x{Text.Of(i)}, "
                + $"{item.Sum(("example", l.Example), ("block", l.Block), ("depth", l.Plane), (row, l.Row))});");
        }

        Reference.DeclareAlways(
            writer,
            "output",
            "y",
            item.Sum(("example", Output.Example), ("block", Output.Block), ("depth", Output.Plane), (row, Output.Row)));
        int perPlane = Size.Height * Size.Width * ValueLayout.BlockSize;
        if (Function.IsRandom)
        {
            string element = item.Sum(
                ("example", Blocks * Size.Depth * perPlane),
                ("block", Size.Depth * perPlane),
                ("depth", perPlane),
                (row, Size.Width * ValueLayout.BlockSize));
            writer.Line($"int element = {element};");
        }

        for (int c = 0; c < Function.ChannelVectors; c++)
        {
            for (int v = 0; v < target.VectorsPerBlock; v++)
            {
                string place = Text.At($"c{Text.Of(c)}", item.Sum(("block", ValueLayout.BlockSize)));
                writer.Line($"{target.Type} channel{Text.Of(c)}_{Text.Of(v)} = {target.Load(place, v * target.Lanes)};");
            }
        }

        EmitPixels(writer, target, library, pixels);
    }

    /// <summary>The elements of a vector of channels, or the one channel that stands for all.</summary>
    public static string Load(VectorTarget target, Strides strides, string reference, int lane) =>
        strides.Channel == 0 ? target.Broadcast(reference, 0) : target.Load(reference, lane);

    private void EmitPixels(SourceWriter writer, VectorTarget target, KernelLibrary library, int pixels)
    {
        using SourceWriter.Scope? loop = CountedLoop.Open(writer, "pixel", pixels, out _);
        for (int v = 0; v < target.VectorsPerBlock; v++)
        {
            using SourceWriter.Scope? braces = target.VectorsPerBlock > 1 ? writer.Braces() : null;
            int lane = v * target.Lanes;
            var values = new List<string>();
            for (int i = 0; i < Inputs.Count; i++)
            {
                writer.Line($"{target.Type} v{Text.Of(i)} = {Load(target, Inputs[i], $"in{Text.Of(i)}", lane)};");
                values.Add($"v{Text.Of(i)}");
            }

            var channels = Enumerable.Range(0, Function.ChannelVectors).Select(c => $"channel{Text.Of(c)}_{Text.Of(v)}").ToList();
            string result = Function.Apply(writer, target, library, values, channels);
            writer.Line($"{target.Type} result = {result};");
            if (Accumulates)
            {
                writer.Line($"result += {target.Load("output", lane)};");
            }

            writer.Line(target.Store("result", "output", lane));
            if (Function.IsRandom)
            {
                writer.Line($"element += {target.LanesText};");
            }
        }

        if (pixels > 1)
        {
            for (int i = 0; i < Inputs.Count; i++)
            {
                if (Inputs[i].Pixel == 0)
                {
                    continue;
                }

                writer.Line($"in{Text.Of(i)} = ref {Names.Unsafe}.Add(ref in{Text.Of(i)}, {Text.Of(Inputs[i].Pixel)});");
            }

            writer.Line($"output = ref {Text.At("output", Text.Of(Output.Pixel))};");
        }
    }
}
