using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Movement;

/// <summary>Moves a map to a vector in C·D·H·W or D·H·W·C order, or back.</summary>
/// <param name="Channels">Channels of the map.</param>
/// <param name="Size">Spatial extents of the map.</param>
/// <param name="Map">Strides of the map.</param>
/// <param name="Vector">Strides of the vector: its blocks are apart where it has a halo.</param>
/// <param name="First">The element of the vector that the map begins at.</param>
/// <param name="ToVector">Whether the vector is written; otherwise the map.</param>
/// <param name="Accumulates">Whether the destination is added to.</param>
/// <param name="ChannelsLast">Whether the channels of a position lie side by side in the vector.</param>
internal sealed record FlattenKernel(
    int Channels, Extent Size, Strides Map, Strides Vector, int First, bool ToVector, bool Accumulates, bool ChannelsLast = false)
    : EmittedKernel
{
    private const int Block = ValueLayout.BlockSize;

    /// <summary>Whether the elements of a vector follow each other; between blocks of them there may be a halo.</summary>
    public static bool IsInOneRun(Strides vector) => vector.Block == Block;

    private int VectorChannel => ChannelsLast ? 1 : Size.Positions;

    private int VectorPosition => ChannelsLast ? Channels : 1;

    /// <inheritdoc/>
    public override string Name => ToVector ? "Flatten" : "Unflatten";

    /// <inheritdoc/>
    public override string Algorithm => "copy";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "y"]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Channels, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => (double)Channels * Size.Positions * 0.5;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method = Method(
            writer,
            name,
            $"{Text.Of(Channels)} maps of {Text.Of(Size.Depth)}×{Text.Of(Size.Height)}×{Text.Of(Size.Width)} "
            + $"{(ToVector ? "to" : "from")} a vector of {Text.Of(Channels * Size.Positions)}.");
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex.Decode(writer, ("example", 0), ("channel", Channels)).DeclareConstant(writer, "channel");
        string map = Text.Sum(("example", Map.Example), ("channel / 16", Map.Block), ("channel % 16", Map.Channel));
        string first = Text.Sum(("channel", VectorChannel), ("1", First));
        string vector = IsInOneRun(Vector)
            ? Text.Sum(("example", Vector.Example), (first, 1))
            : Text.Sum(("example", Vector.Example));
        Reference.DeclareAlways(writer, "source", "x", (ToVector ? map : vector));
        Reference.DeclareAlways(writer, "target", "y", (ToVector ? vector : map));
        using (CountedLoop.Open(writer, "depth", Size.Depth, out string depth))
        using (CountedLoop.Open(writer, "row", Size.Height, out string row))
        using (CountedLoop.Open(writer, "column", Size.Width, out string column))
        {
            string inMap = Text.Sum((depth, Map.Plane), (row, Map.Row), (column, Map.Pixel));
            (string, int)[] position =
                [(depth, Size.Height * Size.Width * VectorPosition), (row, Size.Width * VectorPosition), (column, VectorPosition)];
            string inVector = Text.Sum(position);
            if (!IsInOneRun(Vector))
            {
                writer.Line($"int element = {Text.Sum([(first, 1), .. position])};");
                inVector = Text.Sum(($"element / {Text.Of(Block)}", Vector.Block), ($"element % {Text.Of(Block)}", Vector.Channel));
            }

            string assign = Accumulates ? "+=" : "=";
            writer.Line($"{Text.At("target", ToVector ? inVector : inMap)} {assign} {Text.At("source", ToVector ? inMap : inVector)};");
        }
    }
}
