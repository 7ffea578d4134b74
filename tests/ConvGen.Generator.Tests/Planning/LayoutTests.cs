using ConvGen.Generator.Geometry;
using ConvGen.Generator.Lowering;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Tests.Planning;

/// <summary>Where the elements of values lie.</summary>
public class LayoutTests
{
    private static readonly Halo Border = new(1, 2, 3, 1, 2, 4);

    [Theory]
    [InlineData(37, true)]
    [InlineData(16, true)]
    [InlineData(5, false)]
    public void StridesWalkOverTheStoredOrder(int channels, bool blocked)
    {
        ValueLayout layout = new(blocked, channels, new Extent(2, 3, 4), Border);
        Strides strides = Strides.Of(layout);
        int[] walked =
        [
            .. from c in Enumerable.Range(0, channels)
               from d in Enumerable.Range(0, 2)
               from h in Enumerable.Range(0, 3)
               from w in Enumerable.Range(0, 4)
               let channel = (c / 16 * strides.Block) + (c % 16 * strides.Channel)
               select layout.Origin + channel + (d * strides.Plane) + (h * strides.Row) + (w * strides.Pixel),
        ];
        Assert.Equal(Stored(channels, blocked), walked);
        Assert.Equal(layout.Length, strides.Example);
        Assert.InRange(walked.Max(), 0, layout.Length - 1);
    }

    [Fact]
    public void PaddedReaderGetsABorder()
    {
        InferenceBuilder program = Planned.LayOut("""
            [Input(32, 10, 12)]
            [Conv(32, k: 1)]
            [Conv(16, Kernel = [3, 5], PadBegin = [1, 2], PadEnd = [0, 1])]
            [Conv(16, k: 1)]
            """);
        Assert.Equal(new Halo(0, 0, 1, 0, 2, 1), Planned.ValueOf(program, "conv1").Halo);
        Assert.True(Planned.ValueOf(program, "conv2").Halo.IsNone);
    }

    [Fact]
    public void BorderServesTheWidestReader()
    {
        InferenceBuilder program = Planned.LayOut("""
            [Input(16, 9, 9), Conv(16, k: 1, Name = "stem")]
            [Conv(16, k: 3, p: 1, Algorithm = ConvolutionAlgorithm.Direct, Name = "narrow")]
            [Conv(16, k: 5, p: 2, From = "stem")]
            [Add("narrow")]
            """);
        Assert.Equal(new Halo(0, 0, 2, 2, 2, 2), Planned.ValueOf(program, "stem").Halo);
    }

    [Fact]
    public void BorderReachesAsFarAsWholeTiles()
    {
        // Nine tiles of 4×4 outputs cover 33 positions: their windows read positions −1 to 36.
        InferenceBuilder program = Planned.LayOut("""
            [Input(64, 33, 33), Conv(64, k: 1, Name = "stem")]
            [Conv(64, k: 3, p: 1, Algorithm = ConvolutionAlgorithm.Winograd)]
            """);
        Assert.Equal(new Halo(0, 0, 1, 4, 1, 4), Planned.ValueOf(program, "stem").Halo);
    }

    [Fact]
    public void PartsOfAConcatenationLieInItsBlocks()
    {
        InferenceBuilder program = Planned.LayOut("""
            [Input(16, 6, 6)]
            [Conv(32, k: 1, Name = "first")]
            [Conv(20, k: 1, Name = "second", From = "input")]
            [Concat("first", "second"), Conv(16, k: 3, p: 1)]
            """);
        Value whole = Planned.ValueOf(program, "concat1");
        Value first = Planned.ValueOf(program, "first");
        Value second = Planned.ValueOf(program, "second");
        Assert.Equal([whole, whole], [first.Root, second.Root]);
        Assert.Equal(new Halo(0, 0, 1, 1, 1, 1), whole.Halo);
        Assert.Equal([whole.Start, whole.Start + (2 * whole.Layout.BlockStride)], [first.Start, second.Start]);
        Assert.Equal(whole.Layout.Length, second.Layout.ExampleStride);
    }

    /// <summary>Few channels waste no lanes where nobody needs blocks.</summary>
    [Theory]
    [InlineData("[Conv(9, k: 3, p: 1), PixelShuffle(3, Name = \"image\")]", true)]
    [InlineData("[Conv(48, k: 3, p: 1), PixelShuffle(4, Name = \"image\"), Conv(16, k: 3, p: 1, Algorithm = ConvolutionAlgorithm.Direct)]", true)]
    [InlineData("[Conv(12, k: 3, p: 1), PixelShuffle(2, Name = \"image\"), MaxPool(k: 2)]", true)]
    [InlineData("[PixelUnshuffle(2, Name = \"image\"), Conv(16, k: 3, p: 1, Algorithm = ConvolutionAlgorithm.Direct)]", true)]
    [InlineData("[Conv(64, k: 3, p: 1), PixelShuffle(2, Name = \"image\")]", false)]
    [InlineData("[Conv(27, k: 3, p: 1), PixelShuffle(3, Name = \"image\"), DepthwiseConv(k: 3, p: 1)]", false)]
    [InlineData("[Conv(9, k: 3, p: 1), PixelShuffle(3, Name = \"image\"), Tanh]", false)]
    public void ImagesOfFewChannelsArePlanar(string layers, bool expected) =>
        Assert.Equal(expected, Planned.ValueOf(Planned.LayOut($"[Input(3, 16, 16)]\n{layers}"), "image").IsPlanar);

    // By the definition of [C/16][D][H][W][16] and [C][D][H][W] with the border around D, H and W.
    private static IEnumerable<int> Stored(int channels, bool blocked)
    {
        (int depth, int height, int width) = (2 + Border.Front + Border.Back, 3 + Border.Top + Border.Bottom, 4 + Border.Left + Border.Right);
        return
            from c in Enumerable.Range(0, channels)
            from d in Enumerable.Range(Border.Front, 2)
            from h in Enumerable.Range(Border.Top, 3)
            from w in Enumerable.Range(Border.Left, 4)
            let map = blocked ? c / 16 : c
            let pixel = (((((map * depth) + d) * height) + h) * width) + w
            select blocked ? (pixel * 16) + (c % 16) : pixel;
    }
}
