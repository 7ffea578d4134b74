using ConvGen.Generator.Program;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering;

/// <summary>
/// Lowers a network for inference: batch normalisation folded, dropout gone, activations and residual sums inside the layers before them.
/// </summary>
internal sealed class InferenceBuilder(NetworkModel network) : ProgramBuilder(network)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> ExchangedValues => InputValues.Concat(Network.Outputs.Select(ValueOf));

    /// <summary>The operations of a forward pass.</summary>
    public static InferenceBuilder Lower(NetworkModel network)
    {
        NetworkModel folded = ZeroPadding.Fold(network);
        var builder = new InferenceBuilder(folded);
        foreach (Node node in folded.Nodes)
        {
            LayerLowering.For(node.Layer).Infer(node, builder);
        }

        foreach (int output in folded.Outputs)
        {
            builder.ValueOf(output).IsResult = true;
        }

        return builder;
    }
}
