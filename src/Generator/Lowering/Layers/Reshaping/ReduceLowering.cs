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
        double share = 1 / Reductions.Count(x, y);
        builder.Track(y, hasParameters: false, x);
        builder.Backward(y, dy =>
        {
            if (!builder.NeedsGradient(x))
            {
                return;
            }

            Value? equal = layer.Reduction is ReductionKind.Max or ReductionKind.Min ? Reductions.Inner(node.Name, "count", y) : null;
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

    private static Value Forward(Node node, ReduceLayer layer, ProgramBuilder builder)
    {
        Value y = builder.Define(node);
        Reductions.Add(node.Name, layer.Reduction, builder.Read(node), y, builder);
        return y;
    }
}
