using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Normalisation;

internal sealed class LpNormalizeLowering : LayerLowering<LpNormalizeLayer>
{
    protected override void Infer(Node node, LpNormalizeLayer layer, InferenceBuilder builder) => Forward(node, layer, builder);

    protected override void Train(Node node, LpNormalizeLayer layer, TrainingBuilder builder)
    {
        Value x = builder.Read(node);
        (Value norm, Value y) = Forward(node, layer, builder);
        builder.Track(y, hasParameters: false, x);
        builder.Backward(y, dy =>
        {
            if (!builder.NeedsGradient(x))
            {
                return;
            }

            Value along = Reductions.Inner(node.Name, "gradient along", norm);
            var terms = new ArithmeticFunction(Arithmetic.Product, 2, Activation.Identity);
            builder.Operations.Add(new ReductionOperation(node.Name, terms, dy, [y], along, accumulates: false));
            var function = new UnitVectorGradientFunction((float)layer.Epsilon, layer.Norm == NormKind.L2);
            builder.Contribute(x, (to, adds) => new ElementwiseOperation(node.Name, function, [dy, y, norm, along], to, adds));
        });
    }

    private static (Value Norm, Value Output) Forward(Node node, LpNormalizeLayer layer, ProgramBuilder builder)
    {
        Value x = builder.Read(node);
        FeatureShape shape = layer.NormsOf(builder.ShapeOf(node));
        var norm = new Value($"norm of {node.Name}", shape.Channels, Extent.Of(shape));
        Reductions.Add(node.Name, layer.Norm == NormKind.L1 ? ReductionKind.L1 : ReductionKind.L2, x, norm, builder);
        Value y = builder.Define(node);
        builder.Operations.Add(new ElementwiseOperation(node.Name, new UnitVectorFunction((float)layer.Epsilon), [x, norm], y));
        return (norm, y);
    }
}
