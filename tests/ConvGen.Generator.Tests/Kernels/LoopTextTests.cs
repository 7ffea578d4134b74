using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Tests.Kernels;

/// <summary>The text of loops and indices.</summary>
public class LoopTextTests
{
    [Fact]
    public void ItemIsTakenApartFromTheLastIndex()
    {
        SourceWriter writer = new();
        ItemIndex item = ItemIndex.Decode(writer, ("example", 0), ("block", 3), ("depth", 1), ("row", 5));
        Assert.Equal("int example = item / 15;\nint block = item / 5 % 3;\nint row = item % 5;\n", writer.ToString());
        Assert.Equal("(example * 900) + (block * 300) + row + lane", item.Sum(("example", 900), ("block", 300), ("depth", 60), ("row", 1), ("lane", 1)));
        Assert.Equal(("block", "0"), (item["block"], item["depth"]));
    }

    [Fact]
    public void FirstPartWithACountNeedsNoIndexWhereThereIsOne()
    {
        SourceWriter writer = new();
        ItemIndex item = ItemIndex.Decode(writer, ("slice", 1), ("group", 4), ("block", 2));
        Assert.Equal("int group = item / 2;\nint block = item % 2;\n", writer.ToString());
        Assert.Equal("0", item["slice"]);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("row", "row", 1)]
    [InlineData("row * 16", "row", 16, "0", 4)]
    [InlineData("(row * 16) + 32", "row", 16, "1", 32)]
    [InlineData("(item / 2) + (lane * 8)", "item / 2", 1, "lane", 8)]
    [InlineData("Math.Min(band, 3) + (band * 2)", "Math.Min(band, 3)", 1, "band", 2)]
    public void SumsSayNothingTwice(string expected, params object[] terms) =>
        Assert.Equal(expected, Text.Sum([.. terms.Chunk(2).Select(term => ((string)term[0], (int)term[1]))]));

    [Fact]
    public void NumbersAreConstantsAndNamesNeedNoVariable()
    {
        SourceWriter writer = new();
        Assert.Equal(["0", "band", "row"], [SegmentText.Variable(writer, "row", "0"), SegmentText.Variable(writer, "row", "band"), SegmentText.Variable(writer, "row", "band * 2")]);
        Assert.Equal("int row = band * 2;\n", writer.ToString());
        Assert.Equal(["const int rows = 4;", "int rows = band < 2 ? 4 : 3;"], [SegmentText.Declare("rows", "4"), SegmentText.Declare("rows", "band < 2 ? 4 : 3")]);
    }

    [Fact]
    public void LoopOfSeveralRoundsIsWritten()
    {
        SourceWriter writer = new();
        using (CountedLoop.Open(writer, "row", 3, out string index))
            writer.Line($"Use({index});");
        Assert.Equal("for (int row = 0; row < 3; row++)\n{\n    Use(row);\n}\n", writer.ToString());
    }

    [Fact]
    public void LoopOfOneRoundIsLeftOut()
    {
        SourceWriter writer = new();
        using (CountedLoop.Open(writer, "row", 1, out string index))
            writer.Line($"Use({index});");
        Assert.Equal("Use(0);\n", writer.ToString());
    }

    [Fact]
    public void LanesOfABlockAreALoopWhereItHasSeveralVectors()
    {
        SourceWriter writer = new();
        using (CountedLoop.OpenLanes(writer, VectorTarget.Avx2, out string lane))
            writer.Line($"Use({lane});");
        using (CountedLoop.OpenLanes(writer, VectorTarget.Avx512, out string lane))
            writer.Line($"Use({lane});");
        Assert.Equal("for (int lane = 0; lane < 16; lane += 8)\n{\n    Use(lane);\n}\nUse(0);\n", writer.ToString());
    }
}
