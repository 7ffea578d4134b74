using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Movement;

/// <summary>
/// Makes blocks of 16 channels of channels that lie anywhere in another value: whole vectors are read, and their lanes brought to their
/// places in registers.
/// </summary>
/// <param name="Picks">What each block is made of.</param>
/// <param name="Size">Spatial extents.</param>
/// <param name="Input">Strides of the source between what blocks are made of.</param>
/// <param name="Output">Strides of the destination between what is made in turn.</param>
/// <param name="Accumulates">Whether the destination is added to.</param>
internal sealed record ChannelPickKernel(
    EquatableArray<ChannelPick> Picks, Extent Size, Strides Input, Strides Output, bool Accumulates) : EmittedKernel
{
    /// <summary>Beyond that the code of one case for each block is not worth what it gains.</summary>
    public const int MaxBlocks = 128;

    /// <inheritdoc/>
    public override string Name => Accumulates ? "AddPickedChannels" : "PickChannels";

    /// <inheritdoc/>
    public override string Algorithm => "copy";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "y"]);

    // Rows without gaps between them are walked as one.
    private bool IsDense => new[] { Input, Output }.All(strides => strides.Row == strides.Pixel * Size.Width || Size.Height == 1);

    private int Rows => IsDense ? 1 : Size.Height;

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Picks.Count * Size.Depth * Rows, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) =>
        Picks.Sum(pick => (double)target.VectorsPerBlock * (pick.Sources.Count + 2)) * Size.Positions / CyclesPerNanosecond;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method = Method(
            writer,
            name,
            $"{Text.Count(Picks.Count, "block")} of 16 channels of "
            + $"{Text.Of(Size.Depth)}×{Text.Of(Size.Height)}×{Text.Of(Size.Width)}, made of channels that lie elsewhere.");
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");

        // Blocks last: those that read the same row follow each other.
        ItemIndex item = ItemIndex.Decode(writer, ("example", 0), ("depth", Size.Depth), ("row", Rows), ("block", Picks.Count));
        Reference.DeclareAlways(writer, "source", "x", item.Sum(("example", Input.Example), ("depth", Input.Plane), ("row", Input.Row)));
        Reference.DeclareAlways(writer, "target", "y", item.Sum(("example", Output.Example), ("depth", Output.Plane), ("row", Output.Row)));
        PartCalls.Emit(writer, "block", [.. Picks.Select(pick => Call(pick, library))]);
    }

    // Blocks whose lanes go the same ways share a method.
    private string Call(ChannelPick pick, KernelLibrary library)
    {
        int first = pick.Sources.Count == 0 ? 0 : pick.Sources[0];
        ChannelPick relative = pick with { Sources = pick.Sources.Select(source => source - first).ToEquatableArray(), Target = 0 };
        int pixels = Size.Width * (IsDense ? Size.Height : 1);
        var tile = new ChannelPickRow(relative, pixels, Input.Pixel, Output.Pixel, Accumulates);
        return $"{library.Require(tile)}(ref {VectorTarget.At("source", first)}, ref {VectorTarget.At("target", pick.Target)});";
    }
}

/// <summary>A row of pixels of one block of channels.</summary>
internal sealed record ChannelPickRow(ChannelPick Pick, int Pixels, int SourcePixel, int TargetPixel, bool Accumulates) : Microkernel
{
    /// <inheritdoc/>
    public override string Name => Accumulates ? "AddPickedRow" : "PickRow";

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        writer.Line($"// {Text.Count(Pixels, "pixel")} of 16 channels, of {Text.Count(Pick.Sources.Count, "block")}.");
        writer.Line($"[{Names.MethodImpl}({Names.MethodImplOptions}.AggressiveOptimization)]");
        using SourceWriter.Scope method = writer.Method($"private static void {name}(ref float source, ref float target)");
        using SourceWriter.Scope? loop = CountedLoop.Open(writer, "pixel", Pixels, out string pixel);
        string from = Reference.Declare(writer, "from", "source", Text.Sum((pixel, SourcePixel)));
        string to = Reference.Declare(writer, "to", "target", Text.Sum((pixel, TargetPixel)));
        for (int vector = 0; vector < target.VectorsPerBlock; vector++)
        {
            EmitVector(writer, target, from, to, vector * target.Lanes);
        }
    }

    private void EmitVector(SourceWriter writer, VectorTarget target, string from, string to, int start)
    {
        VectorLane[] lanes = [.. Pick.Lanes.Skip(start).Take(target.Lanes).Select((lane, own) => new VectorLane(
            Source(target, lane, from, to, start), lane.Kind == PickedKind.Read ? lane.Lane % target.Lanes : own))];
        string result = JoinedLanes.Emit(writer, target, lanes, $"joined{Text.Of(start)}");
        if (Accumulates)
        {
            result = $"{target.Load(to, start)} + {result}";
        }

        writer.Line(target.Store(result, to, start));
    }

    private string Source(VectorTarget target, PickedLane lane, string from, string to, int start) => lane.Kind switch
    {
        PickedKind.Zero => $"{target.Type}.Zero",
        PickedKind.Kept => Accumulates ? $"{target.Type}.Zero" : target.Load(to, start),
        _ => target.Load(from, Pick.Sources[lane.Source] + (lane.Lane / target.Lanes * target.Lanes)),
    };
}
