using ConvGen.Conformance.Cases;
using ConvGen.Model;
using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Activations;
using ConvGen.Model.Layers.Pooling;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;
using ConvGen.Onnx;
using Node = ConvGen.Conformance.Cases.Node;

namespace ConvGen.Conformance.Models;

/// <summary>Layers that PyTorch and this library have, and ONNX has not: a case that is one of them is declared, not imported.</summary>
internal static class OwnLayers
{
    private static readonly Dictionary<string, Func<Attributes, Layer>> Table = new()
    {
        ["AdaptiveAvgPool"] = settings => new AdaptiveAvgPoolLayer(new(settings.Ints("output"))),
        ["AdaptiveMaxPool"] = settings => new AdaptiveMaxPoolLayer(new(settings.Ints("output"))),
        ["HardShrink"] = settings => new HardShrinkLayer(settings.Real("lambda")),
    };

    /// <summary>The network of a case that is one such layer, over one input; null where it is something else.</summary>
    public static ImportedNetwork? Declare(TypeIdentity type, IReadOnlyList<Node> nodes, Tensor[] inputs, string output)
    {
        if (nodes is not [{ } node] || inputs is not [{ } input] || !Table.TryGetValue(node.Op, out Func<Attributes, Layer>? layer))
            return null;
        LayerDeclaration[] layers = [new(new InputLayer(new(input.Shape[1..]))), new(layer(node.Attributes))];
        return new(
            new(type, layers.ToEquatableArray(), Trainable: true, InputGradient: true, Budget: null),
            [],
            [new(input.Name, "input", input.Shape)],
            [new(output, "output", [])],
            new("PyTorch", IrVersion: 0, Opset: 0, GraphName: ""))
        {
            Examples = input.Shape[0],
        };
    }
}
