using ConvGen.Generator.Emission;
using ConvGen.Generator.Kernels;

namespace ConvGen.Generator.Tests.Kernels;

/// <summary>The text of loops and indices.</summary>
public class LoopTextTests
{
    [Fact]
    public void ItemIsTakenApartFromTheLastIndex()
    {
        SourceWriter writer = new();
        ItemIndex.Decode(writer, ("example", 0), ("block", 3), ("depth", 1), ("row", 5));
        Assert.Equal("int example = item / 15;\nint block = item / 5 % 3;\nconst int depth = 0;\nint row = item % 5;\n", writer.ToString());
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
