using ConvGen.Tests;

namespace ConvGen.Analyzers.Tests;

/// <summary>The namespaces of the front end.</summary>
public sealed class RoomOrderTests
{
    [Fact]
    public void NamespacesReferToThoseBelowThem() => RoomOrder.Check(
        typeof(NetworkAnalyzer).Assembly, "ConvGen.Analyzers.Diagnostics", "ConvGen.Analyzers.Reading", "ConvGen.Analyzers");
}
