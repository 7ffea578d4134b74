using ConvGen.Tests;

namespace ConvGen.Runtime.Tests;

public class RoomOrderTests
{
    [Fact]
    public void NamespacesReferToThoseBelowThem() => RoomOrder.Check(
        typeof(INetwork).Assembly,
        "ConvGen.Engine",
        "ConvGen",
        "ConvGen.Weights");
}
