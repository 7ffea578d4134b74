using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Normalisation;

internal sealed class GlobalResponseNormLowering : LayerLowering<GlobalResponseNormLayer>
{
    protected override void Infer(Node node, GlobalResponseNormLayer layer, InferenceBuilder builder) => Forward(node, layer, builder);

    protected override void Train(Node node, GlobalResponseNormLayer layer, TrainingBuilder builder)
    {
        Value x = builder.Read(node);
        Response response = Forward(node, layer, builder);
        builder.Track(response.Output, hasParameters: node.IsTrained, x);
        builder.Backward(response.Output, dy =>
        {
            Value product = Reductions.Inner(node.Name, "product", response.Norm);
            builder.Operations.Add(new ReductionOperation(node.Name, Product, dy, [x], product, accumulates: false));
            if (node.IsTrained)
            {
                AddParameterGradient(node, TensorRole.Scale, response.Relative, product, builder);
                AddParameterGradient(node, TensorRole.Shift, null, dy, builder);
            }

            if (builder.NeedsGradient(x))
            {
                Value slope = AddSlope(node, layer, response, product, builder);
                builder.Contribute(x, (to, adds) =>
                    new ElementwiseOperation(node.Name, new GlobalResponseGradientFunction(), [dy, response.Relative, x, slope], to, adds)
                    {
                        Vectors = [Weight(node)],
                    });
            }
        });
    }

    private static ArithmeticFunction Product => new(Arithmetic.Product, 2, Activation.Identity);

    private static Response Forward(Node node, GlobalResponseNormLayer layer, ProgramBuilder builder)
    {
        Value x = builder.Read(node);
        var unit = new Extent(1, 1, 1);
        var norm = new Value($"norm of {node.Name}", x.Channels, unit);
        var mean = new Value($"mean of {node.Name}", 1, unit);
        Value relative = Reductions.Inner(node.Name, "relative norm", norm);
        Reductions.Add(node.Name, ReductionKind.L2, x, norm, builder);
        Reductions.Add(node.Name, ReductionKind.Mean, norm, mean, builder);
        builder.Operations.Add(new ElementwiseOperation(node.Name, new RelativeNormFunction(layer.Epsilon), [norm, mean], relative));
        Value y = builder.Define(node);
        builder.Operations.Add(new ElementwiseOperation(node.Name, new GlobalResponseFunction(), [x, relative], y)
        {
            Vectors = [Weight(node), new FoldedVector(Numbers(node), IsShift: true)],
        });
        return new(norm, mean, relative, y);
    }

    // What the gradient gets through the norm of a map: the norm itself, and its share in the mean of all.
    private static Value AddSlope(
        Node node, GlobalResponseNormLayer layer, Response response, Value product, TrainingBuilder builder)
    {
        Value byRelative = Reductions.Inner(node.Name, "gradient of the relative norm", product);
        builder.Operations.Add(new ElementwiseOperation(node.Name, new ChannelScaleFunction("ChannelScale"), [product], byRelative)
        {
            Vectors = [Weight(node)],
        });
        Value sum = Reductions.Inner(node.Name, "sum", response.Mean), slope = Reductions.Inner(node.Name, "slope", product);
        builder.Operations.Add(new ReductionOperation(node.Name, Product, byRelative, [response.Relative], sum, accumulates: false));
        var function = new RelativeNormGradientFunction(layer.Epsilon, 1.0 / product.Channels);
        builder.Operations.Add(new ElementwiseOperation(node.Name, function, [byRelative, sum, response.Norm, response.Mean], slope));
        return slope;
    }

    private static void AddParameterGradient(Node node, TensorRole role, Value? factor, Value gradient, TrainingBuilder builder) =>
        builder.Operations.Add(
            new ChannelParameterGradientOperation(node.Name, factor, gradient, NodeTensors.NameOf(node, role)!, perChannel: true));

    private static FoldedVector Weight(Node node) => new(Numbers(node), IsShift: false);

    private static ChannelAffine Numbers(Node node)
    {
        ChannelNumbers Of(TensorRole role) => new(new TensorWeights(NodeTensors.NameOf(node, role)!), IsPerChannel: true);
        return new(Of(TensorRole.Scale), Of(TensorRole.Shift));
    }

    private sealed record Response(Value Norm, Value Mean, Value Relative, Value Output);
}
