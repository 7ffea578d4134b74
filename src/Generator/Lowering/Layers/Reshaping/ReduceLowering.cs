using ConvGen.Generator.Functions;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Reshaping;

internal sealed class ReduceLowering : LayerLowering<ReduceLayer>
{
    protected override void Infer(Node node, ReduceLayer layer, InferenceBuilder builder) => Forward(node, layer, builder);

    protected override void Train(Node node, ReduceLayer layer, TrainingBuilder builder)
    {
        Value x = builder.Read(node);
        Value y = Forward(node, layer, builder);
        double share = 1.0 / Count(x, y);
        builder.Track(y, hasParameters: false, x);
        builder.Backward(y, dy =>
        {
            if (!builder.NeedsGradient(x))
            {
                return;
            }

            Value? equal = layer.Reduction is ReductionKind.Max or ReductionKind.Min ? Inner(node, "count", y) : null;
            if (equal is not null)
            {
                builder.Operations.Add(new ReductionOperation(node.Name, new IsExtremeFunction(), x, [y], equal, accumulates: false));
            }

            ElementwiseFunction function = layer.Reduction switch
            {
                ReductionKind.Sum => new CopyFunction(),
                ReductionKind.Mean => new ConstantScaleFunction(share),
                ReductionKind.L1 => new ActivationGradientFunction(new AbsActivation()),
                ReductionKind.L2 => new NormGradientFunction(),
                ReductionKind.LogSumExp => new LogSumExpGradientFunction(),
                _ => new ExtremeShareFunction(),
            };
            Value[] reads = layer.Reduction switch
            {
                ReductionKind.Sum or ReductionKind.Mean => [dy],
                ReductionKind.L1 => [x, dy],
                ReductionKind.L2 or ReductionKind.LogSumExp => [dy, x, y],
                _ => [dy, x, y, equal!],
            };
            builder.Contribute(x, (to, adds) => new ElementwiseOperation(node.Name, function, reads, to, adds));
        });
    }

    // How many values become one.
    private static double Count(Value x, Value y) => (double)x.Channels * x.Size.Positions / ((double)y.Channels * y.Size.Positions);

    private static Value Inner(Node node, string what, Value like) => new($"{what} of {node.Name}", like.Channels, like.Size);

    private static Value Forward(Node node, ReduceLayer layer, ProgramBuilder builder)
    {
        Value x = builder.Read(node);
        Value y = builder.Define(node);
        void Sum(ElementwiseFunction function, Value to, params Value[] others) =>
            builder.Operations.Add(new ReductionOperation(node.Name, function, x, others, to, accumulates: false));
        void Finish(ElementwiseFunction function, params Value[] values) =>
            builder.Operations.Add(new ElementwiseOperation(node.Name, function, values, y));
        void Extreme(bool isMaximum, Value to) => builder.Operations.Add(new ExtremeReductionOperation(node.Name, isMaximum, x, to));
        switch (layer.Reduction)
        {
            case ReductionKind.Sum:
                Sum(new CopyFunction(), y);
                break;
            case ReductionKind.Mean:
                Value sum = Inner(node, "sum", y);
                Sum(new CopyFunction(), sum);
                Finish(new ConstantScaleFunction(1 / Count(x, y)), sum);
                break;
            case ReductionKind.L1:
                Sum(new ActivationFunction(new AbsActivation()), y);
                break;
            case ReductionKind.L2:
                Value squares = Inner(node, "squares", y);
                Sum(new SquareFunction(), squares);
                Finish(new ActivationFunction(new SqrtActivation()), squares);
                break;
            case ReductionKind.LogSumExp:
                // Less the largest, so that no exponential overflows.
                Value largest = Inner(node, "largest", y), powers = Inner(node, "powers", y);
                Extreme(isMaximum: true, largest);
                Sum(new ExpBelowFunction(), powers, largest);
                Finish(new LogAboveFunction(), largest, powers);
                break;
            default:
                Extreme(layer.Reduction == ReductionKind.Max, y);
                break;
        }

        return y;
    }
}
