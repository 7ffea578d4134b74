using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Pooling;

/// <summary>What all poolings of windows have in common.</summary>
internal abstract class PoolLowering<TLayer> : LayerLowering<TLayer>
    where TLayer : Layer
{
    public sealed override bool TakesZerosAsPadding(Node node, bool nothingNegative) =>
        node.Layer is not CoveringPoolLayer
        && Kind((TLayer)node.Layer).CountsPaddingAsZeros(nothingNegative)
        && node.Axes.All(axis => axis.EveryWindowSeesInput);

    protected sealed override void Infer(Node node, TLayer layer, InferenceBuilder builder) => Forward(node, layer, builder);

    protected sealed override void Train(Node node, TLayer layer, TrainingBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = Forward(node, layer, builder);
        builder.Differentiate(input, output, (gradient, to, adds) => new PoolGradientOperation(
            node.Name, Kind(layer), Window(node, layer, builder), input, output, gradient, to, adds));
    }

    protected abstract PoolKind Kind(TLayer layer);

    private Value Forward(Node node, TLayer layer, ProgramBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = builder.Define(node);
        builder.Operations.Add(new PoolOperation(node.Name, Kind(layer), Window(node, layer, builder), input, output));
        return output;
    }

    private static PoolWindow Window(Node node, TLayer layer, ProgramBuilder builder) => layer is CoveringPoolLayer
        ? PoolWindow.Adaptive(Extent.Of(builder.ShapeOf(node)), Extent.Of(node.Shape))
        : PoolWindow.Of(node.Axes);
}
