using ConvGen.Generator.Lowering.Operations;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class SoftmaxLowering : LayerLowering<SoftmaxLayer>
{
    protected override void Infer(Node node, SoftmaxLayer layer, InferenceBuilder builder) =>
        builder.Operations.Add(new SoftmaxOperation(node.Name, builder.Read(node), builder.Define(node), isLogarithm: false, isFinal: false));

    protected override void Train(Node node, SoftmaxLayer layer, TrainingBuilder builder)
    {
        bool isFinal = builder.IsFinal(node);
        Value input = builder.Read(node);
        Value output = SoftmaxTraining.Add(node, builder, isLogarithm: false, isFinal);
        if (isFinal)
        {
            builder.SetFinalSoftmax(output, input);
        }
    }
}
