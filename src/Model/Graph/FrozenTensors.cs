using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Normalisation;
using ConvGen.Model.Primitives;

namespace ConvGen.Model.Graph;

/// <summary>Tensors that training leaves as they are: those of layers that are declared so, and of all that share with one.</summary>
internal static class FrozenTensors
{
    private const string Setting = "not trained";

    /// <summary>Marks them, and has their batch normalisations use running statistics.</summary>
    /// <param name="nodes">The layers; those that could not be placed are <see langword="null"/>.</param>
    /// <param name="expansion">Which of them are meant.</param>
    public static Node?[] Mark(Node?[] nodes, BlockExpansion expansion) =>
        [.. nodes.Select((node, index) => node is { IsTrained: true } && expansion.IsFrozen(index) ? Freeze(node) : node)];

    private static Node Freeze(Node node) => node with
    {
        Layer = node.Layer is BatchNormLayer norm ? norm with { Frozen = true } : node.Layer,
        Parameters = node.Parameters.Select(tensor => tensor with { IsFrozen = true }).ToEquatableArray(),
        Settings = node.Settings.Length == 0 ? Setting : $"{node.Settings}, {Setting}",
    };
}
