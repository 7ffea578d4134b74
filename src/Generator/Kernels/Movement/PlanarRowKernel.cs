using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Movement;

/// <summary>A row of a planar map that numbers of other rows are put into in turn.</summary>
/// <param name="Sources">Where each number of the first position is read; those of the next follow at one distance.</param>
/// <param name="Target">Where the row begins.</param>
internal sealed record WovenRow(EquatableArray<int> Sources, int Target);

/// <summary>
/// Makes planar maps of numbers that lie anywhere else, a vector of a row at a time: vectors are read, and their lanes brought to their
/// places in registers. A row that is no multiple of a vector ends with one that overlaps the one before.
/// </summary>
/// <param name="Rows">The rows that are made of the same rows of the source.</param>
/// <param name="Size">Spatial extents that the source is walked over.</param>
/// <param name="Input">Strides of the source between what is read in turn.</param>
/// <param name="Output">Strides of the destination between what is made in turn.</param>
internal sealed record PlanarRowKernel(EquatableArray<WovenRow> Rows, Extent Size, Strides Input, Strides Output) : EmittedKernel
{
    /// <summary>Beyond that the code of one case for each row is not worth what it gains.</summary>
    public const int MaxRows = 128;

    /// <inheritdoc/>
    public override string Name => "WeaveRows";

    /// <inheritdoc/>
    public override string Algorithm => "copy";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "y"]);

    private int Together => Rows[0].Sources.Count;

    /// <summary>Whether rows of so many positions are made by this kernel.</summary>
    public static bool Supports(int width) => width >= VectorTarget.MinLanes;

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Size.Depth * Size.Height * Rows.Count, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => (double)Size.Positions * Rows.Count * Together / CyclesPerNanosecond / 2;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method = Method(
            writer,
            name,
            $"{Text.Of(Size.Depth)}×{Text.Of(Size.Height)}×{Text.Of(Size.Width)} positions: {Text.Count(Rows.Count, "planar row")} of "
            + $"each row, {Text.Count(Together, "number")} of each position in turn.");
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex item = ItemIndex.Decode(writer, ("example", 0), ("depth", Size.Depth), ("row", Size.Height), ("part", Rows.Count));
        Reference.DeclareAlways(writer, "source", "x", item.Sum(("example", Input.Example), ("depth", Input.Plane), ("row", Input.Row)));
        Reference.DeclareAlways(writer, "target", "y", item.Sum(("example", Output.Example), ("depth", Output.Plane), ("row", Output.Row)));
        PartCalls.Emit(writer, "part", [.. Rows.Select(row => Call(row, library))]);
    }

    // Rows whose numbers lie at the same distances share a method.
    private string Call(WovenRow row, KernelLibrary library)
    {
        int first = row.Sources[0];
        var tile = new PlanarRowTile(row.Sources.Select(source => source - first).ToEquatableArray(), Size.Width, Input.Pixel);
        return $"{library.Require(tile)}(ref {VectorTarget.At("source", first)}, ref {VectorTarget.At("target", row.Target)});";
    }
}

/// <summary>One row of a planar map.</summary>
/// <param name="Sources">Where each number of the first position is read.</param>
/// <param name="Positions">Positions that are read.</param>
/// <param name="Pixel">Distance between them.</param>
internal sealed record PlanarRowTile(EquatableArray<int> Sources, int Positions, int Pixel) : Microkernel
{
    /// <inheritdoc/>
    public override string Name => "WeaveRow";

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        VectorTarget width = target.Fitting(Positions)!;
        writer.Line($"// {Text.Count(Sources.Count, "number")} of each of {Text.Count(Positions, "position")}, side by side.");
        writer.Line($"[{Names.MethodImpl}({Names.MethodImplOptions}.AggressiveOptimization)]");
        using SourceWriter.Scope method = writer.Method($"private static void {name}(ref float source, ref float target)");
        string position = "0";
        using SourceWriter.Scope? loop = Positions == width.Lanes
            ? null
            : writer.Block($"for (int next = 0; next < {Text.Of(Positions)}; next += {width.LanesText})");
        if (loop is not null)
        {
            position = Positions % width.Lanes == 0 ? "next" : "position";
            if (position != "next")
            {
                writer.Line($"int position = {Names.Math}.Min(next, {Text.Of(Positions - width.Lanes)});");
            }
        }

        string from = Reference.Declare(writer, "from", "source", Text.Sum((position, Pixel)));
        string to = Reference.Declare(writer, "to", "target", Text.Sum((position, Sources.Count)));
        for (int vector = 0; vector < Sources.Count; vector++)
        {
            int start = vector * width.Lanes;
            int[] places =
                [.. Enumerable.Range(start, width.Lanes).Select(each => (each / Sources.Count * Pixel) + Sources[each % Sources.Count])];
            int[] loads = [.. Loads(places, width.Lanes)];
            VectorLane Lane(int place)
            {
                int load = loads.Last(each => each <= place);
                return new(width.Load(from, load), place - load);
            }

            writer.Line(width.Store(JoinedLanes.Emit(writer, width, [.. places.Select(Lane)], $"joined{Text.Of(vector)}"), to, start));
        }
    }

    // As few vectors as hold all places, each from the first place on that those before do not hold.
    private static IEnumerable<int> Loads(IEnumerable<int> places, int lanes)
    {
        int? last = null;
        foreach (int place in places.OrderBy(place => place))
        {
            if (last is null || place >= last + lanes)
            {
                last = place;
                yield return place;
            }
        }
    }
}
