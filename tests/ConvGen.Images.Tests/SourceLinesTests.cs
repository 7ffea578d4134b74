using ConvGen.Tests;

namespace ConvGen.Images.Tests;

public class SourceLinesTests
{
    [Fact]
    public void NoLineOfThePackageIsTooLong() => SourceLines.Check("src/Images");
}
