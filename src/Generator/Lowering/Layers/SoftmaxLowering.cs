using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Lowering.Operations;
using ConvGen.Generator.Planning;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class SoftmaxLowering : LayerLowering<SoftmaxLayer>
{
    protected override void Infer(Node node, SoftmaxLayer layer, InferenceBuilder builder) =>
        builder.Operations.Add(new SoftmaxOperation(node.Name, builder.Read(node), builder.Define(node), isFinal: false));

    protected override void Train(Node node, SoftmaxLayer layer, TrainingBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = builder.Define(node);
        bool isFinal = builder.IsFinal(node);
        builder.Operations.Add(new SoftmaxOperation(node.Name, input, output, isFinal));
        builder.Track(output, hasParameters: false, input);
        if (isFinal)
        {
            builder.SetFinalSoftmax(output, input);
        }

        builder.Backward(() =>
        {
            if (builder.GradientOf(output) is { } gradient)
            {
                builder.Contribute(input, (to, adds) => new SoftmaxGradientOperation(node.Name, output, gradient, to, adds, isFinal));
            }
        });
    }
}
