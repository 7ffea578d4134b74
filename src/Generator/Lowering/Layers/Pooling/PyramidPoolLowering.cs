using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Pooling;

internal sealed class PyramidPoolLowering : LayerLowering<PyramidPoolLayer>
{
    protected override void Infer(Node node, PyramidPoolLayer layer, InferenceBuilder builder) => Forward(node, layer, builder);

    protected override void Train(Node node, PyramidPoolLayer layer, TrainingBuilder builder)
    {
        Value input = builder.Read(node);
        (Value output, IReadOnlyList<Level> levels) = Forward(node, layer, builder);
        builder.Track(output, hasParameters: false, input);
        builder.Backward(output, gradient =>
        {
            foreach (Level level in levels)
            {
                builder.Contribute(input, (to, adds) =>
                {
                    var pooled = new Value($"gradient of {level.Pooled.Name}", level.Pooled.Channels, level.Pooled.Size);
                    builder.Operations.Add(new FlattenOperation(node.Name, gradient, pooled, accumulates: false, level.FirstFeature));
                    return new PoolGradientOperation(
                        node.Name, PoolKinds.Of(layer.Pooling), level.Window, input, level.Pooled, pooled, to, adds);
                });
            }
        });
    }

    // Each level is pooled as a map and then laid out in its part of the vector.
    private static (Value Output, IReadOnlyList<Level> Levels) Forward(Node node, PyramidPoolLayer layer, ProgramBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = builder.Define(node);
        int rank = builder.ShapeOf(node).Rank;
        var levels = new List<Level>();
        int first = 0;
        foreach (int windows in layer.Levels)
        {
            var shape = new FeatureShape(input.Channels, Enumerable.Repeat(windows, rank).ToEquatableArray());
            Extent size = Extent.Of(shape);
            var level =
                new Level(PoolWindow.Adaptive(input.Size, size), new Value($"{node.Name}, level {windows}", input.Channels, size), first);
            builder.Operations.Add(new PoolOperation(node.Name, PoolKinds.Of(layer.Pooling), level.Window, input, level.Pooled));
            builder.Operations.Add(new FlattenOperation(node.Name, level.Pooled, output, accumulates: false, first));
            levels.Add(level);
            first += (int)shape.Length;
        }

        return (output, levels);
    }

    /// <summary>One level of the pyramid.</summary>
    /// <param name="Window">Its windows.</param>
    /// <param name="Pooled">What they make of the map.</param>
    /// <param name="FirstFeature">Where it begins in the vector.</param>
    private sealed record Level(PoolWindow Window, Value Pooled, int FirstFeature);
}
