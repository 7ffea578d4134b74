using ConvGen.Generator.Loops;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Pooling;

internal sealed class MaxUnpoolLowering : LayerLowering<MaxUnpoolLayer>
{
    protected override void Infer(Node node, MaxUnpoolLayer layer, InferenceBuilder builder) => Forward(node, builder);

    protected override void Train(Node node, MaxUnpoolLayer layer, TrainingBuilder builder)
    {
        Value output = Forward(node, builder);
        MaximaPlaces places = Places(node, builder);
        Value values = builder.Read(node);

        // Places do not change with what they are found in: there is no gradient to the pooling and its input.
        builder.Differentiate(
            values, output, (gradient, to, adds) => new MaxUnpoolGradientOperation(node.Name, places, gradient, to, adds));
    }

    private static Value Forward(Node node, ProgramBuilder builder)
    {
        Value values = builder.Read(node);
        Value output = builder.Define(node);
        builder.Operations.Add(new MaxUnpoolOperation(node.Name, Places(node, builder), values, output));
        return output;
    }

    private static MaximaPlaces Places(Node node, ProgramBuilder builder) =>
        new(PoolWindow.Of(builder.Network.Nodes[node.Inputs[2]].Axes), builder.Read(node, 1), builder.Read(node, 2));
}
