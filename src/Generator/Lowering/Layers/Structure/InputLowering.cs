using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Structure;

internal sealed class InputLowering : LayerLowering<InputLayer>
{
    protected override void Infer(Node node, InputLayer layer, InferenceBuilder builder) => Define(node, builder);

    protected override void Train(Node node, InputLayer layer, TrainingBuilder builder) =>
        builder.Track(Define(node, builder), hasParameters: builder.Network.InputGradient);

    private static Value Define(Node node, ProgramBuilder builder)
    {
        Value value = builder.Define(node);
        value.Arrival = Arrival.BeforeForward;
        value.IsNetworkInput = true;
        return value;
    }
}
