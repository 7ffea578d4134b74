using System.Reflection;
using ConvGen.Tests;

namespace ConvGen.Model.Tests;

/// <summary>The namespaces of the model, and what finds out whether they have an order.</summary>
public sealed class RoomOrderTests
{
    private static readonly string[] Rooms =
    [
        "ConvGen.Model.Primitives",
        "ConvGen.Model.Shapes",
        "ConvGen.Model.Problems",
        "ConvGen.Model.Windows",
        "ConvGen.Model.Layers",
        "ConvGen.Model.Layers.Activations",
        "ConvGen.Model.Layers.Convolutions",
        "ConvGen.Model.Layers.Normalisation",
        "ConvGen.Model.Layers.Pooling",
        "ConvGen.Model.Layers.Reshaping",
        "ConvGen.Model.Layers.Structure",
        "ConvGen.Model",
        "ConvGen.Model.Reading",
        "ConvGen.Model.Graph",
        "ConvGen.Model.Members",
        "ConvGen.Model.Advice",
        "ConvGen.Model.Networks",
    ];

    private static Assembly Model => typeof(NetworkModel).Assembly;

    [Fact]
    public void NamespacesReferToThoseBelowThem() => RoomOrder.Check(Model, Rooms);

    [Fact]
    public void WrongOrderIsFoundWithTypeAndMember()
    {
        IReadOnlyList<string> violations = RoomOrder.Violations(Model, Swapped("ConvGen.Model.Layers.Convolutions", "ConvGen.Model.Layers.Structure"));

        string violation = Assert.Single(violations);
        Assert.Equal(
            "ConvGen.Model.Layers.Structure is below ConvGen.Model.Layers.Convolutions, "
                + "but DenseLayer refers to ConvLayer in DenseLayer.InferConvolution.",
            violation);
    }

    [Theory]
    [InlineData("ConvGen.Model.Problems", "ConvGen.Model.Shapes", "but Fix refers to WindowSettings in Fix.")]
    [InlineData("ConvGen.Model.Networks", "ConvGen.Model.Members", "but NetworkInference refers to PortNames in NetworkInference.")]
    [InlineData("ConvGen.Model", "ConvGen.Model.Layers", "but NetworkDeclaration refers to LayerDeclaration in NetworkDeclaration.")]
    public void ReferencesFromSignaturesAndInstructionsAreFound(string room, string other, string expected)
    {
        IReadOnlyList<string> violations = RoomOrder.Violations(Model, Swapped(room, other));

        Assert.Contains(violations, violation => violation.Contains($"{room} is below {other}, {expected}", StringComparison.Ordinal));
    }

    [Fact]
    public void NamespaceThatIsNotListedIsFound()
    {
        IReadOnlyList<string> violations = RoomOrder.Violations(Model, [.. Rooms.Where(room => room != "ConvGen.Model.Advice")]);

        Assert.StartsWith("ConvGen.Model.Advice is not in the order; ", Assert.Single(violations), StringComparison.Ordinal);
    }

    [Fact]
    public void ListedNamespaceWithoutTypesIsFound()
    {
        IReadOnlyList<string> violations = RoomOrder.Violations(Model, [.. Rooms, "ConvGen.Model.Nowhere"]);

        Assert.Equal("ConvGen.Model.Nowhere is in the order, but no type is in it.", Assert.Single(violations));
    }

    private static string[] Swapped(string room, string other) =>
        [.. Rooms.Select(each => each == room ? other : each == other ? room : each)];
}
