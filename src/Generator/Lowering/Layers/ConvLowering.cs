using ConvGen.Generator.Kernels.Convolution;
using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Lowering.Operations;
using ConvGen.Generator.Planning;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class ConvLowering : LayerLowering<ConvLayer>
{
    protected override void Infer(Node node, ConvLayer layer, InferenceBuilder builder) => Forward(node, layer, builder);

    protected override void Train(Node node, ConvLayer layer, TrainingBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = Forward(node, layer, builder);
        string weights = ProgramBuilder.Tensor(node, TensorRole.Weight)!;
        builder.Track(output, hasParameters: true, input);
        builder.Backward(() =>
        {
            if (builder.GradientOf(output) is not { } gradient)
            {
                return;
            }

            ChannelGroups channels = Channels(layer, input);
            WindowGeometry window = WindowGeometry.Forward(node.Axes);
            builder.Operations.Add(new ConvolutionWeightGradientOperation(
                node.Name, input, gradient, WeightMapText.Forward(channels, window), weights));
            if (ProgramBuilder.Tensor(node, TensorRole.Bias) is { } bias)
            {
                builder.Operations.Add(new BiasGradientOperation(node.Name, gradient, bias));
            }

            AddInputGradient(node, layer, builder, input, gradient, channels, window, weights);
        });
    }

    private static Value Forward(Node node, ConvLayer layer, ProgramBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = builder.Define(node);
        WeightMapText map = WeightMapText.Forward(Channels(layer, input), WindowGeometry.Forward(node.Axes));
        builder.Operations.Add(new ConvolutionOperation(
            node.Name, "Conv", input, output, map, ProgramBuilder.Tensor(node, TensorRole.Weight)!, ProgramBuilder.Tensor(node, TensorRole.Bias))
        {
            Algorithm = layer.Algorithm,
            Memory = builder.Memory,
        });
        return output;
    }

    private static void AddInputGradient(
        Node node, ConvLayer layer, TrainingBuilder builder, Value input, Value gradient, ChannelGroups channels, WindowGeometry window, string weights)
    {
        IReadOnlyList<InputGradientPhase> phases = InputGradientPhases.Split(node.Axes);
        bool adds = builder.GradientOf(input) is not null;
        if (!adds && phases.Any(p => p.IsEmpty))
        {
            builder.Contribute(input, (to, _) => new ElementwiseOperation(node.Name, new ZeroFunction(), [], to));
        }

        foreach (InputGradientPhase phase in phases.Where(p => !p.IsEmpty))
        {
            // Phases write positions of their own: each adds only to what other layers have contributed.
            builder.Contribute(input, (to, _) => new ConvolutionOperation(
                node.Name, "InputGradient", gradient, to, WeightMapText.InputGradient(channels, window, phase), weights, null)
            {
                Residual = adds ? to : null,
                Algorithm = layer.Algorithm,
                Memory = builder.Memory,
            });
        }
    }

    private static ChannelGroups Channels(ConvLayer layer, Value input) => new(input.Channels, layer.Filters, layer.Groups);
}
