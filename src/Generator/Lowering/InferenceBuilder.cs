using ConvGen.Generator.Lowering.Operations;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering;

/// <summary>Lowers a network for inference: batch normalisation folded, dropout gone, activations and residual sums inside the layers before them.</summary>
internal sealed class InferenceBuilder(NetworkModel network) : ProgramBuilder(network)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> BorderValues => InputValues.Concat(Network.Outputs.Select(ValueOf));

    /// <summary>The operations of a forward pass.</summary>
    public static InferenceBuilder Lower(NetworkModel network)
    {
        var builder = new InferenceBuilder(network);
        foreach (Node node in network.Nodes)
        {
            LayerLowering.For(node.Layer).Infer(node, builder);
        }

        foreach (int output in network.Outputs)
        {
            builder.ValueOf(output).IsResult = true;
        }

        // When all layers are there: what follows a pooling must not be put into the convolution before it.
        PoolOperation.Fuse(builder);
        ConvolutionDepthwiseOperation.Fuse(builder);
        return builder;
    }

    /// <summary>The operation that reads a value, where it is the only one and the value is no result of the network.</summary>
    public Operation? OnlyReaderOf(Value value)
    {
        var readers = Operations.Where(o => o.Reads.Contains(value)).Take(2).ToList();
        return readers.Count == 1 && !value.IsResult ? readers[0] : null;
    }
}
