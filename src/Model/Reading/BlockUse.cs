using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;

namespace ConvGen.Model.Reading;

/// <summary>How a use places a block.</summary>
/// <param name="Copies">How many copies follow each other.</param>
/// <param name="Filters">What <c>BlockArgument.Filters</c> stands for; 0 when the use does not say it.</param>
/// <param name="Stride">What <c>BlockArgument.Stride</c> stands for in the first copy.</param>
/// <param name="Tied">Whether all copies share one set of weights.</param>
public sealed record BlockUse(int Copies, int Filters, int Stride, bool Tied)
{
    /// <summary>Reads a use.</summary>
    public static BlockUse Read(AttributeReading reading) => new(
        reading.Integer("Repeat", 1), reading.Integer("filters"), reading.Integer("s", 1), reading.Switch("Tied"));

    /// <summary>The layer without any copies, for a use that is wrong.</summary>
    public UseLayer Empty => new(EquatableArray<EquatableArray<LayerDeclaration>>.Empty, Tied);

    /// <summary>The layer with its copies. All after the first are alike.</summary>
    /// <param name="read">Reads a copy, given its position and its stride.</param>
    public UseLayer Expand(Func<int, int, EquatableArray<LayerDeclaration>> read)
    {
        EquatableArray<LayerDeclaration> first = read(0, Stride);
        EquatableArray<LayerDeclaration> others = Copies == 1 || Stride == 1 ? first : read(1, 1);
        return Empty with { Copies = Enumerable.Range(0, Copies).Select(copy => copy == 0 ? first : others).ToEquatableArray() };
    }

    /// <summary>The use as declared.</summary>
    public static LayerDeclaration Declare(UseLayer use, AttributeReading reading) =>
        new(use, reading.Text("Name"), reading.Text("From"), EquatableArray<string>.Empty);
}
