using ConvGen.Generator.Lowering.Operations;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class LogSoftmaxLowering : LayerLowering<LogSoftmaxLayer>
{
    protected override void Infer(Node node, LogSoftmaxLayer layer, InferenceBuilder builder) =>
        builder.Operations.Add(new SoftmaxOperation(node.Name, builder.Read(node), builder.Define(node), isLogarithm: true, isFinal: false));

    protected override void Train(Node node, LogSoftmaxLayer layer, TrainingBuilder builder) =>
        SoftmaxTraining.Add(node, builder, isLogarithm: true, isFinal: false);
}
