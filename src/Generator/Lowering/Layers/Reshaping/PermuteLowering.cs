using ConvGen.Generator.Geometry;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Reshaping;

internal sealed class PermuteLowering : LayerLowering<PermuteLayer>
{
    protected override void Infer(Node node, PermuteLayer layer, InferenceBuilder builder)
    {
        Value input = builder.Read(node);
        Move(node, Wanted(layer, builder.ShapeOf(node), node.Shape), input, builder.Define(node), builder);
    }

    protected override void Train(Node node, PermuteLayer layer, TrainingBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = builder.Define(node);
        Order order = Wanted(layer, builder.ShapeOf(node), node.Shape);
        Move(node, order, input, output, builder);
        builder.Track(output, hasParameters: false, input);
        builder.Backward(output, gradient => Return(node, order, gradient, input, builder));
    }

    private static void Move(Node node, Order order, Value input, Value output, ProgramBuilder builder)
    {
        Value source = order.IsByWayOfVectors ? Vector(node, input, builder) : input;
        Value destination = order.IsByWayOfVectors && output.Size.Positions > 1 ? VectorLike(output) : output;
        builder.Operations.Add(new PermuteOperation(node.Name, order.Axes, source, destination, accumulates: false));
        if (destination != output)
        {
            builder.Operations.Add(new FlattenOperation(node.Name, destination, output, accumulates: false));
        }
    }

    private static void Return(Node node, Order order, Value gradient, Value input, TrainingBuilder builder)
    {
        if (!builder.NeedsGradient(input))
        {
            return;
        }

        EquatableArray<MovedAxis> back = MovedAxis.Inverse(order.Axes);
        if (!order.IsByWayOfVectors || input.Size.Positions == 1)
        {
            Value source = order.IsByWayOfVectors ? Vector(node, gradient, builder) : gradient;
            builder.Contribute(input, (to, adds) => new PermuteOperation(node.Name, back, source, to, adds));
        }
        else
        {
            Value vector = VectorLike(input);
            builder.Operations.Add(new PermuteOperation(node.Name, back, Vector(node, gradient, builder), vector, accumulates: false));
            builder.Contribute(input, (to, adds) => new FlattenOperation(node.Name, vector, to, adds));
        }
    }

    private static Value Vector(Node node, Value value, ProgramBuilder builder)
    {
        if (value.Size.Positions == 1)
        {
            return value;
        }

        Value vector = VectorLike(value);
        builder.Operations.Add(new FlattenOperation(node.Name, value, vector, accumulates: false));
        return vector;
    }

    private static Value VectorLike(Value value) =>
        new($"{value.Name} in order", value.Channels * value.Size.Positions, new Extent(1, 1, 1));

    // Where a part lies across the ends of an axis, the values are brought into one line first, and from one in the end.
    private static Order Wanted(PermuteLayer layer, FeatureShape input, FeatureShape output)
    {
        if (layer.Split is null && layer.Shape is null)
        {
            return new(MovedAxis.Whole(Sizes(input), AllAxes(layer)), IsByWayOfVectors: false);
        }

        IReadOnlyList<int> parts = layer.Whole(input);
        if (MovedAxis.Parts(Sizes(input), parts, layer.Axes, Sizes(output)) is { } axes)
        {
            return new(axes, IsByWayOfVectors: false);
        }

        int[] line = [(int)input.Length, 1, 1, 1];
        return new(MovedAxis.Parts(line, parts, layer.Axes, line)!.Value, IsByWayOfVectors: true);
    }

    // Channels, depth, height and width.
    private static int[] Sizes(FeatureShape shape)
    {
        var size = Extent.Of(shape);
        return [shape.Channels, size.Depth, size.Height, size.Width];
    }

    // Channels, depth, height and width, of which those that the map does not have stay where they are.
    private static int[] AllAxes(PermuteLayer layer)
    {
        int missing = 4 - layer.Axes.Count;
        int Full(int axis) => axis == 0 ? 0 : axis + missing;
        return [Full(layer.Axes[0]), .. Enumerable.Range(1, missing), .. layer.Axes.Skip(1).Select(Full)];
    }

    private sealed record Order(EquatableArray<MovedAxis> Axes, bool IsByWayOfVectors);
}
