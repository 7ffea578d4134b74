using ConvGen.Generator.Functions;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Structure;

/// <summary>Layers that combine values element by element.</summary>
internal abstract class ArithmeticLowering<TLayer> : LayerLowering<TLayer>
    where TLayer : Layer
{
    protected sealed override void Infer(Node node, TLayer layer, InferenceBuilder builder)
    {
        if (!TryFuse(node, builder))
        {
            Forward(node, builder);
        }
    }

    protected sealed override void Train(Node node, TLayer layer, TrainingBuilder builder)
    {
        Value output = Forward(node, builder);
        Value[] inputs = Inputs(node, builder);
        builder.Track(output, hasParameters: false, inputs);
        builder.Backward(output, gradient =>
        {
            for (int i = 0; i < inputs.Length; i++)
            {
                (ElementwiseFunction function, IEnumerable<int> reads) = Arithmetic.Gradient(i, inputs.Length);
                Value[] others = [.. reads.Select(term => inputs[term])];
                builder.Contribute(inputs[i], (to, adds) => Gradient(node, function, gradient, others, to, adds));
            }
        });
    }

    protected abstract Arithmetic Arithmetic { get; }

    /// <summary>Has an operation that is there already do the work, where one can.</summary>
    protected virtual bool TryFuse(Node node, InferenceBuilder builder) => false;

    private static Operation Gradient(Node node, ElementwiseFunction function, Value gradient, Value[] others, Value to, bool adds) =>
        to.Size == gradient.Size && to.Channels == gradient.Channels
            ? new ElementwiseOperation(node.Name, function, [gradient, .. others], to, adds)
            : new ReductionOperation(node.Name, function, gradient, others, to, adds);

    private static Value[] Inputs(Node node, ProgramBuilder builder) =>
        [.. Enumerable.Range(0, node.Inputs.Count).Select(i => builder.Read(node, i))];

    private Value Forward(Node node, ProgramBuilder builder)
    {
        Value[] inputs = Inputs(node, builder);
        Value output = builder.Define(node);
        builder.Operations.Add(new ArithmeticOperation(node.Name, Arithmetic, inputs, output));
        return output;
    }
}
