using ConvGen.Generator.Lowering.Operations;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering;

/// <summary>Lowers a network for inference: batch normalisation folded, dropout gone, activations and residual sums inside the layers before them.</summary>
internal sealed class InferenceBuilder(NetworkModel network) : ProgramBuilder(network)
{
    /// <summary>The operations of a forward pass.</summary>
    public static InferenceBuilder Lower(NetworkModel network)
    {
        var builder = new InferenceBuilder(network);
        foreach (Node node in network.Nodes)
        {
            LayerLowering.For(node.Layer).Infer(node, builder);
        }

        builder.ValueOf(network.Outputs[0]).IsResult = true;
        PoolOperation.Fuse(builder.Operations);
        ConvolutionDepthwiseOperation.Fuse(builder.Operations);
        return builder;
    }
}
