using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Reshaping;

internal sealed class PermuteLowering : LayerLowering<PermuteLayer>
{
    protected override void Infer(Node node, PermuteLayer layer, InferenceBuilder builder) => Forward(node, layer, builder);

    protected override void Train(Node node, PermuteLayer layer, TrainingBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = Forward(node, layer, builder);
        int[] axes = AllAxes(layer);
        EquatableArray<int> back = Enumerable.Range(0, axes.Length).Select(axis => Array.IndexOf(axes, axis)).ToEquatableArray();
        builder.Differentiate(input, output, (gradient, to, adds) => new PermuteOperation(node.Name, back, gradient, to, adds));
    }

    private static Value Forward(Node node, PermuteLayer layer, ProgramBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = builder.Define(node);
        builder.Operations.Add(new PermuteOperation(node.Name, AllAxes(layer).ToEquatableArray(), input, output, accumulates: false));
        return output;
    }

    // Channels, depth, height and width, of which those that the map does not have stay where they are.
    private static int[] AllAxes(PermuteLayer layer)
    {
        int missing = 4 - layer.Axes.Count;
        int Full(int axis) => axis == 0 ? 0 : axis + missing;
        return [Full(layer.Axes[0]), .. Enumerable.Range(1, missing), .. layer.Axes.Skip(1).Select(Full)];
    }
}
