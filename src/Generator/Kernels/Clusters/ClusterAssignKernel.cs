using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Clusters;

/// <summary>
/// The number of the codeword that is nearest to the vector of channels at each position; the first of equally near ones.
/// </summary>
/// <param name="Channels">Channels.</param>
/// <param name="Clusters">Codewords.</param>
/// <param name="Size">Spatial extents.</param>
/// <param name="Input">Strides of the input, in blocks of 16 channels.</param>
/// <param name="Assignment">Strides of the result, which is planar.</param>
internal sealed record ClusterAssignKernel(int Channels, int Clusters, Extent Size, Strides Input, Strides Assignment) : EmittedKernel
{
    private const int Block = ValueLayout.BlockSize;

    /// <inheritdoc/>
    public override string Name => "AssignClusters";

    /// <inheritdoc/>
    public override string Algorithm => "nearest codewords";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "codewords", "assignment"]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Size.Depth * Size.Height, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) =>
        (double)Size.Positions * Clusters * (2 + (ValueLayout.CeilDiv(Channels, Block) * target.VectorsPerBlock * 0.5));

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method = Method(
            writer,
            name,
            $"For each of {Text.Count(Size.Positions, "position")} the nearest of {Text.Of(Clusters)} codewords of "
            + $"{Text.Of(Channels)} channels.");
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex item = ItemIndex.Decode(writer, ("example", 0), ("depth", Size.Depth), ("row", Size.Height));
        using SourceWriter.Scope? columns = CountedLoop.Open(writer, "column", Size.Width, out string column);
        Reference.DeclareAlways(
            writer, "pixel", "x", item.Sum(("example", Input.Example), ("depth", Input.Plane), ("row", Input.Row), (column, Input.Pixel)));
        writer.Line("float nearest = float.PositiveInfinity;");
        writer.Line("int assigned = 0;");
        using (writer.Block($"for (int cluster = 0; cluster < {Text.Of(Clusters)}; cluster++)"))
        {
            writer.Line($"ref float codeword = ref {Names.Unsafe}.Add(ref codewords, cluster * {Text.Of(ValueLayout.Whole(Channels))});");
            writer.Line($"{target.Type} sum = {target.Type}.Zero;");
            EmitDistance(writer, target);
            writer.Line($"float distance = {target.Class}.Sum(sum);");
            using SourceWriter.Scope nearer = writer.Block("if (distance < nearest)");
            writer.Line("nearest = distance;");
            writer.Line("assigned = cluster;");
        }

        string place = item.Sum(
            ("example", Assignment.Example), ("depth", Assignment.Plane), ("row", Assignment.Row), (column, Assignment.Pixel));
        writer.Line($"{Text.At("assignment", place)} = assigned;");
    }

    private void EmitDistance(SourceWriter writer, VectorTarget target)
    {
        int whole = Channels / Block;
        using (CountedLoop.Open(writer, "block", whole, out string block))
        {
            for (int lane = 0; whole > 0 && lane < Block; lane += target.Lanes)
            {
                EmitSquare(writer, target, Text.Sum((block, Input.Block)), Text.Sum((block, Block)), lane, null);
            }
        }

        // What the last block holds beyond the channels is nothing.
        for (int channel = whole * Block; channel < Channels; channel += target.Lanes)
        {
            int lanes = Math.Min(target.Lanes, Channels - channel);
            string? mask = lanes == target.Lanes
                ? null
                : target.AsSingle(
                    $"{target.Class}.Create({string.Join(", ", Enumerable.Range(0, target.Lanes).Select(i => i < lanes ? "-1" : "0"))})");
            EmitSquare(writer, target, Text.Of(whole * Input.Block), Text.Of(whole * Block), channel % Block, mask);
        }
    }

    private static void EmitSquare(SourceWriter writer, VectorTarget target, string pixel, string codeword, int lane, string? mask)
    {
        string difference = $"{target.Load(Text.At("pixel", pixel), lane)} - {target.Load(Text.At("codeword", codeword), lane)}";
        using SourceWriter.Scope braces = writer.Braces();
        writer.Line($"{target.Type} difference = {(mask is null ? difference : $"({difference}) & {mask}")};");
        writer.Line($"sum = {target.MultiplyAdd("difference", "difference", "sum")};");
    }
}
