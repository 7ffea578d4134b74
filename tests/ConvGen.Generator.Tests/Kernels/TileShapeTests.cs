using ConvGen.Generator.Tiling;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Tests.Kernels;

/// <summary>Register blocks of direct convolution.</summary>
public class TileShapeTests
{
    [Fact]
    public void BlockFitsTheRegistersAndTheMap() => Assert.All(
        from target in new[] { VectorTarget.Avx512, VectorTarget.Avx2, VectorTarget.Portable(hasMultiplyAddEstimate: true) }
        from vectors in new[] { 1, 2 }
        from height in new[] { 1, 2, 7, 14, 56 }
        from width in Enumerable.Range(1, 60)
        select (target, vectors, height, width),
        each =>
        {
            TileShape shape = TileShape.Choose(each.target, each.vectors, each.height, each.width);
            int pixels = shape.Rows * shape.Columns;
            Assert.InRange((each.vectors * pixels) + each.vectors + 1, 3, each.target.Registers);
            Assert.InRange(shape.Rows, 1, each.height);
            Assert.InRange(shape.Columns, 1, each.width);
        });

    [Theory]
    [InlineData(56, 56, 1, 14)]
    [InlineData(7, 7, 2, 7)]
    [InlineData(4, 4, 2, 4)]
    public void BlockOfTwoVectorsCutsTheMapEvenly(int height, int width, int rows, int columns) =>
        Assert.Equal(new TileShape(rows, columns), TileShape.Choose(VectorTarget.Avx512, 2, height, width));
}
