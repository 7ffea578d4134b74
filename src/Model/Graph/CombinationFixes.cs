using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;

namespace ConvGen.Model.Graph;

/// <summary>Further inputs for a layer that combines several values but lists none.</summary>
internal static class CombinationFixes
{
    /// <summary>The maximum of fixes that are offered.</summary>
    private const int MaxOffered = 4;

    /// <summary>The values above the layer with shapes that it can combine, the nearest first.</summary>
    /// <param name="expansion">The layers.</param>
    /// <param name="nodes">The placed layers above; <see langword="null"/> for those that could not be placed.</param>
    /// <param name="index">The layer.</param>
    public static EquatableArray<Fix> For(BlockExpansion expansion, Node?[] nodes, int index)
    {
        LayerDeclaration layer = expansion.Layers[index];
        Node? inflow = layer.From is { } from ? Array.Find(nodes, node => node?.Name == from) : index > 0 ? nodes[index - 1] : null;
        if (inflow is null)
        {
            return EquatableArray<Fix>.Empty;
        }

        // The mark of an output has the value of the layer that it marks.
        Node itself = inflow;
        while (itself.Layer is OutputLayer)
        {
            itself = nodes[itself.Inputs[0]]!;
        }

        return Enumerable.Range(0, index)
            .Reverse()
            .Where(other => nodes[other] is { Layer: not OutputLayer } node && node != itself)
            .Select(other => (Name: expansion.ReferenceTo(other), layer.Layer.Infer(layer.Name!, [inflow, nodes[other]!], [])?.Shape))
            .Where(other => other.Name is not null && other.Shape is not null)
            .Take(MaxOffered)
            .Select((other, i) => new Fix(
                $"value {NumberText.Plain(i + 1)}",
                $"Combine with '{other.Name}' (output {other.Shape})",
                new(ArgumentEdit.Text("with", other.Name!))))
            .ToEquatableArray();
    }
}
