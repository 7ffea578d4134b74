using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Resampling;

/// <summary>
/// Makes every position of a map of some positions of another, axis by axis. An item is a row of the result, so each thread writes rows of
/// its own and sums in the order of the maps.
/// </summary>
/// <param name="Maps">What each position is made of.</param>
/// <param name="Fill">What positions hold that are made of nothing.</param>
/// <param name="Blocks">Blocks of 16 channels.</param>
/// <param name="Input">Strides of the value read.</param>
/// <param name="Output">Strides of the value written.</param>
/// <param name="Accumulates">Whether the result is added to what the output holds.</param>
internal sealed record ResamplingKernel(AxisMaps Maps, double Fill, int Blocks, Strides Input, Strides Output, bool Accumulates)
    : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => Maps.IsSelection ? "Select" : "Resample";

    /// <inheritdoc/>
    public override string Algorithm => "resampling";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "y"]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Blocks * Maps.Depth.Count * Maps.Height.Count, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) =>
        (double)Blocks * (RowLength + ((double)Maps.Depth.Taps.Count * Maps.Height.Taps.Count * Maps.Width.Taps.Count))
            * target.VectorsPerBlock * 0.2;

    private double RowLength => (double)Maps.Depth.Count * Maps.Height.Count * Maps.Width.Count;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        AxisText depth = new("plane", Maps.Depth, "depth"), height = new("line", Maps.Height, "row");
        ColumnLoops columns = new(Maps.Width, Input.Pixel, Output.Pixel);
        using SourceWriter.Scope method = Method(
            writer,
            name,
            $"{Describe(m => m.Extent)} to {Describe(m => m.Count)} positions in {Text.Count(Blocks, "block")} of 16 channels.");
        depth.Declare(writer, library);
        height.Declare(writer, library);
        columns.Declare(writer, library);
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex item =
            ItemIndex.Decode(writer, ("example", 0), ("depth", Maps.Depth.Count), ("row", Maps.Height.Count), ("block", Blocks));
        Reference.DeclareAlways(
            writer,
            "output",
            "y",
            item.Sum(("example", Output.Example), ("block", Output.Block), ("depth", Output.Plane), ("row", Output.Row)));
        if (Maps.IsSelection)
        {
            EmitSelection(writer, target, item, depth, height, columns);
        }
        else
        {
            EmitSum(writer, target, item, depth, height, columns);
        }
    }

    // Each position is written once: a copy of a position, or the filling.
    private void EmitSelection(
        SourceWriter writer, VectorTarget target, ItemIndex item, AxisText depth, AxisText height, ColumnLoops columns)
    {
        depth.Find(writer);
        height.Find(writer);
        string[] gaps = [.. new[] { depth.IsNothing, height.IsNothing }.Where(g => g is not null).Select(g => g!)];
        if (gaps.Length > 0)
        {
            using SourceWriter.Scope outside = writer.Block($"if ({string.Join(" || ", gaps)})");
            if (!Accumulates)
            {
                writer.Line($"{Row("output")}.Fill({SourceWriter.Literal(Fill)});");
            }

            writer.Line("continue;");
        }

        EmitSource(writer, item, depth.Position, height.Position);
        using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
        columns.Emit(writer, target, lane, (to, taps) =>
        {
            if (taps is null && !Accumulates)
            {
                writer.Line(target.Store(target.Constant(Fill), to, 0));
            }
            else if (taps is not null)
            {
                writer.Line(target.Store(Accumulates ? $"({target.Load(to, 0)} + {taps})" : taps, to, 0));
            }
        });
    }

    // The row gathers what each of its source rows gives.
    private void EmitSum(SourceWriter writer, VectorTarget target, ItemIndex item, AxisText depth, AxisText height, ColumnLoops columns)
    {
        if (!Accumulates)
        {
            writer.Line($"{Row("output")}.Clear();");
        }

        using SourceWriter.Scope? planes = depth.OpenTaps(writer);
        using SourceWriter.Scope? lines = height.OpenTaps(writer);
        EmitSource(writer, item, depth.Position, height.Position);
        string[] weights = [.. new[] { depth, height }.Where(a => a.IsWeighted).Select(a => a.Weight)];
        if (weights.Length > 0)
        {
            writer.Line($"{target.Type} weight = {target.Class}.Create({string.Join(" * ", weights)});");
        }

        using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
        columns.Emit(writer, target, lane, (to, taps) =>
        {
            if (taps is not null)
            {
                string sum = weights.Length > 0 ? target.MultiplyAdd(taps, "weight", target.Load(to, 0)) : $"{target.Load(to, 0)} + {taps}";
                writer.Line(target.Store($"({sum})", to, 0));
            }
        });
    }

    private void EmitSource(SourceWriter writer, ItemIndex item, string plane, string line) => Reference.DeclareAlways(
        writer,
        "source",
        "x",
        item.Sum(("example", Input.Example), ("block", Input.Block), (plane, Input.Plane), (line, Input.Row)));

    private string Row(string start) =>
        $"{Names.MemoryMarshal}.CreateSpan(ref {start}, {Text.Of(Maps.Width.Count * ValueLayout.BlockSize)})";

    private string Describe(Func<AxisMap, int> extent) =>
        string.Join("×", new[] { Maps.Depth, Maps.Height, Maps.Width }.Select(m => Text.Of(extent(m))));
}
