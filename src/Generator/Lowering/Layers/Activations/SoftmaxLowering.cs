using ConvGen.Generator.Functions;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Activations;

internal sealed class SoftmaxLowering : LayerLowering<SoftmaxLayer>
{
    public override Infinities Infinities(Node node) => Functions.Infinities.Stopped;

    protected override void Infer(Node node, SoftmaxLayer layer, InferenceBuilder builder) => Forward(node, builder);

    protected override void Train(Node node, SoftmaxLayer layer, TrainingBuilder builder)
    {
        Value input = builder.Read(node);
        SoftmaxOperation forward = Forward(node, builder);
        Value output = forward.Writes!;
        LogitsOutput[] outputs = [.. builder.AddLogits(node, forward)];
        builder.Track(output, hasParameters: false, input);
        builder.Backward(output, gradient =>
        {
            // What only an output yields is left out, forward and backward, when that is given as logits.
            bool adds = builder.GradientOf(input) is not null;
            builder.Contribute(input, (to, adds) =>
                new SoftmaxGradientOperation(node.Name, output, gradient, to, isLogarithm: false, adds) { When = forward.When });
            foreach (LogitsOutput logits in outputs)
            {
                logits.Bring(builder, addsToOthers: adds || forward.When is null);
            }
        });
    }

    private static SoftmaxOperation Forward(Node node, ProgramBuilder builder)
    {
        var operation = new SoftmaxOperation(node.Name, builder.Read(node), builder.Define(node), isLogarithm: false);
        builder.Operations.Add(operation);
        return operation;
    }
}
