using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Pooling;

internal sealed class ClusterPoolLowering : LayerLowering<ClusterPoolLayer>
{
    protected override void Infer(Node node, ClusterPoolLayer layer, InferenceBuilder builder) => Forward(node, layer, builder);

    protected override void Train(Node node, ClusterPoolLayer layer, TrainingBuilder builder)
    {
        Value input = builder.Read(node);
        (Value output, Clustering clusters, Value pooled) = Forward(node, layer, builder);
        builder.Differentiate(input, output, (gradient, to, adds) =>
        {
            var byPooled = new Value($"gradient of {pooled.Name}", pooled.Channels, pooled.Size);
            builder.Operations.Add(new FlattenOperation(node.Name, gradient, byPooled, accumulates: false) { ChannelsLast = true });
            return new ClusterPoolGradientOperation(node.Name, PoolKinds.Of(layer.Pooling), clusters, input, pooled, byPooled, to, adds);
        });
    }

    // The clusters are pooled as a map with one position for each, which is then laid out cluster by cluster.
    private static (Value Output, Clustering Clusters, Value Pooled) Forward(Node node, ClusterPoolLayer layer, ProgramBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = builder.Define(node);
        var perCluster = new Extent(1, 1, layer.Clusters);
        var clusters = new Clustering(
            new Value($"{node.Name}, clusters", 1, input.Size) { IsPlanar = true },
            new Value($"{node.Name}, counts", 1, perCluster) { IsPlanar = true });
        var pooled = new Value($"{node.Name}, pooled", input.Channels, perCluster);
        CombiningPoolKind kind = PoolKinds.Of(layer.Pooling);
        builder.Operations.Add(new ClusterAssignOperation(node.Name, NodeTensors.NameOf(node, TensorRole.Codewords)!, input, clusters));
        builder.Operations.Add(new ClusterCountOperation(node.Name, clusters));
        builder.Operations.Add(new ClusterPoolOperation(node.Name, kind, clusters, input, pooled));
        builder.Operations.Add(new FlattenOperation(node.Name, pooled, output, accumulates: false) { ChannelsLast = true });
        return (output, clusters, pooled);
    }
}
