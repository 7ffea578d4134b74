using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Convolutions;

/// <summary>The gradients of biases.</summary>
internal static class BiasGradients
{
    /// <summary>Adds the operation for a layer's biases, where it has any that are trained.</summary>
    public static void Add(Node node, Value outputGradient, TrainingBuilder builder)
    {
        if (node.IsTrained && BiasTensor.Of(node) is { } bias)
        {
            builder.Operations.Add(bias.IsPerUnit
                ? new UnitBiasGradientOperation(node.Name, outputGradient, bias.Name)
                : new BiasGradientOperation(node.Name, outputGradient, bias.Name));
        }
    }
}
