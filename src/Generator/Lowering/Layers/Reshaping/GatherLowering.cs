using ConvGen.Generator.Geometry;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Reshaping;

/// <summary>
/// Positions that are gathered are a map of their axis; the gradient is the adjoint map, which adds up what is read several times.
/// </summary>
internal sealed class GatherLowering : LayerLowering<GatherLayer>
{
    protected override void Infer(Node node, GatherLayer layer, InferenceBuilder builder) => Forward(node, layer, builder);

    protected override void Train(Node node, GatherLayer layer, TrainingBuilder builder)
    {
        AxisMap adjoint = Map(layer, builder.ShapeOf(node)).Adjoint();
        Value output = Forward(node, layer, builder);
        builder.Differentiate(
            builder.Read(node), output, (gradient, to, adds) => Along(node, layer.Axis, adjoint, gradient, to, adds));
    }

    private static Value Forward(Node node, GatherLayer layer, ProgramBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = builder.Define(node);
        builder.Operations.Add(Along(node, layer.Axis, Map(layer, builder.ShapeOf(node)), input, output, accumulates: false));
        return output;
    }

    private static AxisMap Map(GatherLayer layer, FeatureShape input)
    {
        int extent = layer.Axis == 0 ? input.Channels : input.Spatial[layer.Axis - 1];
        return AxisMap.Select(extent, layer.Positions(extent));
    }

    private static Operation Along(Node node, int axis, AxisMap map, Value from, Value to, bool accumulates)
    {
        if (axis == 0)
        {
            return new ChannelMapOperation(node.Name, map, from, to, accumulates);
        }

        AxisMap[] maps = [.. node.Shape.Spatial.Select((extent, i) => i == axis - 1 ? map : AxisMap.Identity(extent))];
        return new ResamplingOperation(node.Name, AxisMaps.Of(maps), from, to, accumulates);
    }
}
