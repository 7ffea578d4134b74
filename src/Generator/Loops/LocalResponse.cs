using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Loops;

/// <summary>
/// Local response normalisation, y = x·s^−beta with s = k + alpha·Σ x² over neighbouring channels, as its two kernels share it. They sum
/// over windows of a position's channels that are laid out side by side with zeros around them.
/// </summary>
/// <param name="Channels">Channels.</param>
/// <param name="Size">Spatial extents.</param>
/// <param name="Window">Channels of a window.</param>
/// <param name="Alpha">The weight of the sum.</param>
/// <param name="Beta">The exponent.</param>
/// <param name="K">What the sum is added to.</param>
internal sealed record LocalResponse(int Channels, Extent Size, int Window, double Alpha, double Beta, double K)
{
    /// <summary>Channels of a window before its own.</summary>
    public int Before => (Window - 1) / 2;

    /// <summary>Channels of a window behind its own.</summary>
    public int Behind => Window - 1 - Before;

    /// <summary>Floats of a position's channels with the zeros around them.</summary>
    public int LineLength => ValueLayout.Whole((Blocks * ValueLayout.BlockSize) + Window);

    private int Blocks => ValueLayout.CeilDiv(Channels, ValueLayout.BlockSize);

    /// <summary>Writes the indices of a row.</summary>
    public void Decode(SourceWriter writer) => ItemIndex.Decode(writer, ("example", 0), ("plane", Size.Depth), ("row", Size.Height));

    /// <summary>Writes the reference to a value's row.</summary>
    public void WriteRow(SourceWriter writer, string name, Strides l) => Reference.DeclareAlways(
        writer,
        $"{name}Row",
        name,
        Text.Sum(("example", l.Example), (Size.Depth > 1 ? "plane" : "0", l.Plane), (Size.Height > 1 ? "row" : "0", l.Row)));

    /// <summary>Opens the loop over the vectors of a position's channels; the channel is <c>channel</c>.</summary>
    public SourceWriter.Scope OpenChannels(SourceWriter writer, VectorTarget target) =>
        writer.Block($"for (int channel = 0; channel < {Text.Of(Blocks * ValueLayout.BlockSize)}; channel += {target.LanesText})");

    /// <summary>The vector of a value at the channel.</summary>
    public static string Place(string name, Strides l, string column)
    {
        string block = Text.Of(ValueLayout.BlockSize);
        string channel = l.Block == ValueLayout.BlockSize ? "channel" : $"(channel / {block} * {Text.Of(l.Block)}) + (channel % {block})";
        return $"{Names.Unsafe}.Add(ref {name}Row, {channel}{(column == "0" ? string.Empty : $" + (column * {Text.Of(l.Pixel)})")})";
    }

    /// <summary>Writes the zeros around the channels of a line.</summary>
    public void WriteZeros(SourceWriter writer, string line, int before)
    {
        foreach ((int from, int to) in new[] { (0, before), (before + Channels, LineLength) }.Where(range => range.Item1 < range.Item2))
        {
            using SourceWriter.Scope zeros = writer.Block($"for (int i = {Text.Of(from)}; i < {Text.Of(to)}; i++)");
            writer.Line($"{Names.Unsafe}.Add(ref {line}, i) = 0f;");
        }
    }

    /// <summary>Writes the sum over the window of a line that begins at the channel.</summary>
    public void WriteWindow(SourceWriter writer, VectorTarget target, string line, string sum)
    {
        writer.Line($"{target.Type} {sum} = {target.Load($"{Names.Unsafe}.Add(ref {line}, channel)", 0)};");
        if (Window == 1)
        {
            return;
        }

        using SourceWriter.Scope neighbours = writer.Block($"for (int neighbour = 1; neighbour < {Text.Of(Window)}; neighbour++)");
        writer.Line($"{sum} += {target.Load($"{Names.Unsafe}.Add(ref {line}, channel + neighbour)", 0)};");
    }

    /// <summary>Writes s and s^−beta of the vector at the channel.</summary>
    public void WritePower(SourceWriter writer, VectorTarget target, ICodeLibrary library)
    {
        WriteWindow(writer, target, "squares", "sum");
        writer.Line($"{target.Type} s = {target.MultiplyAdd("sum", target.Constant(Alpha), target.Constant(K))};");
        writer.Line($"{target.Type} power = {VectorFunction.Power(-Beta).Call(target, library, "s")};");
    }

    /// <summary>Writes the line of squares of a position.</summary>
    public void WriteSquares(SourceWriter writer, VectorTarget target, Strides input, string column)
    {
        using (OpenChannels(writer, target))
        {
            writer.Line($"{target.Type} value = {target.Load(Place("x", input, column), 0)};");
            writer.Line(target.Store("(value * value)", $"{Names.Unsafe}.Add(ref squares, channel + {Text.Of(Before)})", 0));
        }

        WriteZeros(writer, "squares", Before);
    }
}
