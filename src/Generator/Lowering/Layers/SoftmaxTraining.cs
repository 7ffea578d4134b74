using ConvGen.Generator.Lowering.Operations;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

/// <summary>Softmax and its logarithm in training.</summary>
internal static class SoftmaxTraining
{
    /// <summary>Adds the forward operation, and puts its gradient on the tape.</summary>
    /// <param name="node">The layer.</param>
    /// <param name="builder">The program.</param>
    /// <param name="isLogarithm">Whether the layer yields the logarithm.</param>
    /// <param name="isFinal">Whether the layer is left out when the loss takes logits.</param>
    /// <returns>What the layer yields.</returns>
    public static Value Add(Node node, TrainingBuilder builder, bool isLogarithm, bool isFinal)
    {
        Value input = builder.Read(node);
        Value output = builder.Define(node);
        builder.Operations.Add(new SoftmaxOperation(node.Name, input, output, isLogarithm, isFinal));
        builder.Differentiate(input, output, (gradient, to, adds) => new SoftmaxGradientOperation(node.Name, output, gradient, to, isLogarithm, adds, isFinal));
        return output;
    }
}
