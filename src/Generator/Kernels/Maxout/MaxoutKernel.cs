using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Maxout;

/// <summary>The maximum over groups of neighbouring channels, in blocks of 16 channels.</summary>
/// <param name="Groups">The groups.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="Output">Strides of the output.</param>
internal sealed record MaxoutKernel(PieceGroups Groups, Strides Input, Strides Output) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "Maxout";

    /// <inheritdoc/>
    public override string Algorithm => "maxout";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "y"]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => Groups.Items;

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => Groups.Nanoseconds(target);

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method = Method(
            writer,
            name,
            $"The largest of every {Text.Of(Groups.Pieces)} channels: {Text.Of(Groups.Groups)} groups at "
            + $"{Text.Count(Groups.Size.Positions, "position")}.");
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex item = Groups.Decode(writer);
        if (Groups.IsShuffled)
        {
            EmitVectors(writer, target, item);
        }
        else
        {
            EmitNumbers(writer, item);
        }
    }

    private void EmitVectors(SourceWriter writer, VectorTarget target, ItemIndex item)
    {
        using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
        Reference.DeclareAlways(writer, "input", "x", PieceGroups.RowOfChannels(item, Input));
        Reference.DeclareAlways(writer, "output", "y", PieceGroups.RowOfGroups(item, Output, lane));
        writer.Line($"int first = ({item.Sum(("block", ValueLayout.BlockSize), (lane, 1))}) * {Text.Of(Groups.Pieces)};");
        writer.Line("// Vectors beyond the last one are of groups that do not exist: any other stands for them.");
        for (int i = 0; i < Groups.Pieces; i++)
        {
            string number = Text.Of(i);
            writer.Line(
                $"int channel{number} = {Names.Math}.Min(first + {Text.Of(i * target.Lanes)}, {Text.Of(Groups.LastVector(target))});");
            Reference.DeclareAlways(writer, $"row{number}", "input", PieceGroups.Channel(Input, $"channel{number}"));
        }

        using SourceWriter.Scope? columns = CountedLoop.Open(writer, "column", Groups.Size.Width, out string column);
        string[] channels = [.. Enumerable.Range(0, Groups.Pieces).Select(i => $"channels{Text.Of(i)}")];
        for (int i = 0; i < Groups.Pieces; i++)
        {
            writer.Line($"{target.Type} {channels[i]} = {target.Load(Text.At($"row{Text.Of(i)}", Text.Sum((column, Input.Pixel))), 0)};");
        }

        writer.Line($"{target.Type} largest = {Groups.Piece(target, channels, 0)};");
        for (int piece = 1; piece < Groups.Pieces; piece++)
        {
            writer.Line($"largest = {target.Maximum("largest", Groups.Piece(target, channels, piece))};");
        }

        writer.Line(target.Store("largest", Text.At("output", Text.Sum((column, Output.Pixel))), 0));
    }

    private void EmitNumbers(SourceWriter writer, ItemIndex item)
    {
        Reference.DeclareAlways(writer, "input", "x", PieceGroups.RowOfChannels(item, Input));
        Reference.DeclareAlways(writer, "output", "y", PieceGroups.RowOfGroups(item, Output, "0"));
        writer.Line($"int groups = {Names.Math}.Min({Text.Of(ValueLayout.BlockSize)}, {Text.Of(Groups.Groups)} - "
            + $"({item.Sum(("block", ValueLayout.BlockSize))}));");
        using SourceWriter.Scope each = writer.Block("for (int group = 0; group < groups; group++)");
        using SourceWriter.Scope? columns = CountedLoop.Open(writer, "column", Groups.Size.Width, out string column);
        writer.Line("float largest = float.NegativeInfinity;");
        using (writer.Block($"for (int piece = 0; piece < {Text.Of(Groups.Pieces)}; piece++)"))
        {
            writer.Line(
                $"int channel = (({item.Sum(("block", ValueLayout.BlockSize), ("group", 1))}) * {Text.Of(Groups.Pieces)}) + piece;");
            writer.Line(
                $"largest = {Names.MathF}.Max(largest, {Text.At("input", PieceGroups.Channel(Input, "channel", (column, Input.Pixel)))});");
        }

        writer.Line($"{Text.At("output", Text.Sum((column, Output.Pixel), ("group", 1)))} = largest;");
    }
}
