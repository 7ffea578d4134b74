using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Kernels.Convolution;
using ConvGen.Generator.Tiling;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Dense;

/// <summary>
/// The product of two values of each example. The first lies in blocks of 16 rows as the weights of a dense layer do, so that the register
/// block of dense layers multiplies it; columns of the second take the place that pixels have in a convolution.
/// </summary>
/// <param name="Rows">Rows of the product.</param>
/// <param name="Columns">Columns of the product.</param>
/// <param name="Terms">Terms of each sum.</param>
/// <param name="Matrices">Matrices along depth and height.</param>
/// <param name="First">Strides of the first factor.</param>
/// <param name="Second">Strides of the second factor.</param>
/// <param name="IsSecondTransposed">Whether the second factor has columns as channels.</param>
/// <param name="Product">Strides of the product.</param>
/// <param name="Accumulates">Whether the product is added to what is there.</param>
internal sealed record MatrixProductKernel(
    int Rows,
    int Columns,
    int Terms,
    Extent Matrices,
    Strides First,
    Strides Second,
    bool IsSecondTransposed,
    Strides Product,
    bool Accumulates) : EmittedKernel
{
    private const int VectorsTogether = 2;

    /// <inheritdoc/>
    public override string Name =>
        $"{(Accumulates ? "AddProduct" : "Product")}Of{Text.Of(Rows)}x{Text.Of(Terms)}And{Text.Of(Terms)}x{Text.Of(Columns)}";

    /// <inheritdoc/>
    public override string Algorithm => "matrix product";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["a", "b", "y"]);

    private int Blocks => ValueLayout.CeilDiv(Rows, ValueLayout.BlockSize);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) =>
        new(Matrices.Depth * Matrices.Height * Groups(target).Sum(group => group.Count), PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) =>
        (double)Matrices.Positions * Blocks * target.VectorsPerBlock * Columns * Terms / (2 * CyclesPerNanosecond);

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        IReadOnlyList<Segment> groups = Groups(target);
        int count = groups.Sum(group => group.Count);
        using SourceWriter.Scope method = Method(
            writer,
            name,
            $"{Text.Of(Rows)}×{Text.Of(Terms)} times {Text.Of(Terms)}×{Text.Of(Columns)}"
            + $"{(IsSecondTransposed ? ", given transposed" : string.Empty)}; {Text.Of(Matrices.Positions)} of each example.");
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex item =
            ItemIndex.Decode(writer, ("example", 0), ("depth", Matrices.Depth), ("height", Matrices.Height), ("group", count));
        foreach ((string reference, string parameter, Strides strides) in
            new[] { ("first", "a", First), ("second", "b", Second), ("product", "y", Product) })
        {
            string start = item.Sum(("example", strides.Example), ("depth", strides.Plane), ("height", strides.Row));
            Reference.DeclareAlways(writer, reference, parameter, start);
        }

        Branch.Emit(writer, item["group"], groups, group =>
        {
            string vector = Text.Sum((item["group"], VectorsTogether));
            foreach (Segment columns in Strips(target, group.Size))
            {
                EmitStrip(writer, target, library, group.Size, vector, columns);
            }
        });
    }

    private void EmitStrip(
        SourceWriter writer, VectorTarget target, KernelLibrary library, int vectors, string vector, Segment columns)
    {
        BroadcastTile tile = Tile(target, vectors, columns.Size);
        string method = library.Require(tile);
        using SourceWriter.Scope? loop = CountedLoop.Open(writer, "strip", columns.Count, out string strip);
        string column = SegmentText.Place(columns, strip, 1);
        string weights = Text.At("first", Text.Sum(BlockedVectors.Offset(target, Text.Factor(vector), First.Block)));
        string input = Text.At("second", IsSecondTransposed ? Channel(column) : SegmentText.Place(columns, strip, Second.Pixel));
        (string, int)[] rows = BlockedVectors.Offset(target, Text.Factor(vector), Product.Block);
        string output = Text.At("product", Text.Sum([.. rows, (SegmentText.Place(columns, strip, Product.Pixel), 1)]));
        writer.Line(tile.Call(method, input, weights, string.Empty, output, output));
    }

    private string Channel(string column) => column == "0" ? "0" : Text.Sum(
        ($"{Text.Factor(column)} / {Text.Of(ValueLayout.BlockSize)}", Second.Block),
        ($"{Text.Factor(column)} % {Text.Of(ValueLayout.BlockSize)}", Second.Channel));

    private BroadcastTile Tile(VectorTarget target, int vectors, int columns)
    {
        EquatableArray<int> outputs = BlockedVectors.Offsets(target, vectors, Product.Block);
        EquatableArray<int> results = Enumerable.Range(0, columns).Select(column => column * Product.Pixel).ToEquatableArray();
        int step = IsSecondTransposed ? Second.Channel : Second.Pixel;
        int blocks = IsSecondTransposed ? 1 : ValueLayout.CeilDiv(Terms, ValueLayout.BlockSize);
        return new BroadcastTile(
            Name,
            BlockedVectors.Offsets(target, vectors, First.Block),
            outputs,
            Accumulates ? outputs : EquatableArray<int>.Empty,
            Enumerable.Range(0, columns).Select(column => column * step).ToEquatableArray(),
            results,
            Accumulates ? results : EquatableArray<int>.Empty,
            EquatableArray<TileLoop>.Empty,
            blocks,
            Second.Block,
            IsSecondTransposed ? Terms : Math.Min(Terms, ValueLayout.BlockSize),
            IsSecondTransposed ? Terms : Terms - ((blocks - 1) * ValueLayout.BlockSize),
            ChannelUnit: 0,
            IsSecondTransposed ? Second.Pixel : Second.Channel,
            HasBias: false,
            Activation.Identity,
            Column: "column");
    }

    private IReadOnlyList<Segment> Groups(VectorTarget target) => Partition.Whole(Blocks * target.VectorsPerBlock, VectorsTogether);

    // Columns that are channels of a value are taken from one of its blocks.
    private IReadOnlyList<Segment> Strips(VectorTarget target, int vectors)
    {
        int most = TileShape.MaxPixels(target, vectors);
        if (!IsSecondTransposed)
        {
            return Partition.Even(Columns, most);
        }

        int part = ValueLayout.BlockSize;
        while (part > most)
        {
            part /= 2;
        }

        return Partition.Whole(Columns, part);
    }
}
