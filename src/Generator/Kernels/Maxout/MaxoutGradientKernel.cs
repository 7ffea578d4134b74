using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Maxout;

/// <summary>Gradient of maxout to its input: the first maximum of a group takes it, the other channels get nothing.</summary>
/// <param name="Groups">The groups.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="Output">Strides of the output.</param>
/// <param name="OutputGradient">Strides of the gradient of the output.</param>
/// <param name="InputGradient">Strides of the gradient of the input.</param>
/// <param name="Accumulates">Whether the result is added to what the gradient holds.</param>
internal sealed record MaxoutGradientKernel(
    PieceGroups Groups, Strides Input, Strides Output, Strides OutputGradient, Strides InputGradient, bool Accumulates) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "MaxoutGradient";

    /// <inheritdoc/>
    public override string Algorithm => "maxout gradient";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "y", "dy", "dx"]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => Groups.Items;

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => 2 * Groups.Nanoseconds(target);

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method = Method(
            writer,
            name,
            $"Gradient of the largest of every {Text.Of(Groups.Pieces)} channels: {Text.Of(Groups.Groups)} groups at "
            + $"{Text.Count(Groups.Size.Positions, "position")}.");
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex item = Groups.Decode(writer);
        Reference.DeclareAlways(writer, "input", "x", PieceGroups.RowOfChannels(item, Input));
        Reference.DeclareAlways(writer, "inputGradient", "dx", PieceGroups.RowOfChannels(item, InputGradient));
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
        Reference.DeclareAlways(writer, "output", "y", PieceGroups.RowOfGroups(item, Output, lane));
        Reference.DeclareAlways(writer, "outputGradient", "dy", PieceGroups.RowOfGroups(item, OutputGradient, lane));
        writer.Line($"int first = ({item.Sum(("block", ValueLayout.BlockSize), (lane, 1))}) * {Text.Of(Groups.Pieces)};");
        string[] numbers = [.. Enumerable.Range(0, Groups.Pieces).Select(Text.Of)];
        writer.Line("// Vectors beyond the last one are of groups that do not exist: any other is read for them, and none is written.");
        for (int i = 0; i < Groups.Pieces; i++)
        {
            writer.Line(
                $"int channel{numbers[i]} = {Names.Math}.Min(first + {Text.Of(i * target.Lanes)}, {Text.Of(Groups.LastVector(target))});");
            Reference.DeclareAlways(writer, $"row{numbers[i]}", "input", PieceGroups.Channel(Input, $"channel{numbers[i]}"));
            Reference.DeclareAlways(
                writer, $"gradientRow{numbers[i]}", "inputGradient", PieceGroups.Channel(InputGradient, $"channel{numbers[i]}"));
        }

        using SourceWriter.Scope? columns = CountedLoop.Open(writer, "column", Groups.Size.Width, out string column);
        string[] channels = [.. numbers.Select(i => $"channels{i}")], shares = [.. numbers.Select(i => $"share{i}")];
        for (int i = 0; i < Groups.Pieces; i++)
        {
            writer.Line($"{target.Type} {channels[i]} = {target.Load(Text.At($"row{numbers[i]}", Text.Sum((column, Input.Pixel))), 0)};");
        }

        writer.Line($"{target.Type} largest = {target.Load(Text.At("output", Text.Sum((column, Output.Pixel))), 0)};");
        writer.Line($"{target.Type} g = {target.Load(Text.At("outputGradient", Text.Sum((column, OutputGradient.Pixel))), 0)};");
        for (int i = 0; i < Groups.Pieces; i++)
        {
            // What a piece takes is gone for those after it.
            writer.Line($"{target.Type} found{numbers[i]} = {target.Class}.Equals({Groups.Piece(target, channels, i)}, largest);");
            writer.Line($"{target.Type} {shares[i]} = g & found{numbers[i]};");
            writer.Line($"g &= ~found{numbers[i]};");
        }

        for (int i = 0; i < Groups.Pieces; i++)
        {
            using SourceWriter.Scope exists =
                writer.Block($"if (first + {Text.Of(i * target.Lanes)} <= {Text.Of(Groups.LastVector(target))})");
            string place = Text.At($"gradientRow{numbers[i]}", Text.Sum((column, InputGradient.Pixel)));
            string value = Groups.Channels(target, shares, i);
            writer.Line(target.Store(Accumulates ? $"(({value}) + {target.Load(place, 0)})" : $"({value})", place, 0));
        }
    }

    private void EmitNumbers(SourceWriter writer, ItemIndex item)
    {
        Reference.DeclareAlways(writer, "output", "y", PieceGroups.RowOfGroups(item, Output, "0"));
        Reference.DeclareAlways(writer, "outputGradient", "dy", PieceGroups.RowOfGroups(item, OutputGradient, "0"));
        writer.Line($"int groups = {Names.Math}.Min({Text.Of(ValueLayout.BlockSize)}, {Text.Of(Groups.Groups)} - "
            + $"({item.Sum(("block", ValueLayout.BlockSize))}));");
        using SourceWriter.Scope each = writer.Block("for (int group = 0; group < groups; group++)");
        using SourceWriter.Scope? columns = CountedLoop.Open(writer, "column", Groups.Size.Width, out string column);
        writer.Line($"float largest = {Text.At("output", Text.Sum((column, Output.Pixel), ("group", 1)))};");
        writer.Line($"float g = {Text.At("outputGradient", Text.Sum((column, OutputGradient.Pixel), ("group", 1)))};");
        using SourceWriter.Scope pieces = writer.Block($"for (int piece = 0; piece < {Text.Of(Groups.Pieces)}; piece++)");
        writer.Line($"int channel = (({item.Sum(("block", ValueLayout.BlockSize), ("group", 1))}) * {Text.Of(Groups.Pieces)}) + piece;");
        writer.Line($"bool found = {Text.At("input", PieceGroups.Channel(Input, "channel", (column, Input.Pixel)))} == largest;");
        string place = Text.At("inputGradient", PieceGroups.Channel(InputGradient, "channel", (column, InputGradient.Pixel)));
        writer.Line($"{place} {(Accumulates ? "+=" : "=")} found ? g : 0f;");
        writer.Line("g = found ? 0f : g;");
    }
}
