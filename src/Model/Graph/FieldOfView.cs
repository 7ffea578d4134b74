using ConvGen.Model.Layers;
using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Graph;

/// <summary>
/// How far a value sees along each axis of the network's input, and how many positions are left. A window of effective kernel ke and
/// stride s makes r ← r + (ke − 1)·j, then j ← j·s, from r = j = 1 at the input; a transposed one does the same with 1/s.
/// </summary>
internal sealed record FieldOfView(EquatableArray<AxisView> Axes, EquatableArray<int> Positions)
{
    /// <summary>What the network's input sees: itself.</summary>
    public static FieldOfView OfInput(FeatureShape shape) =>
        new(shape.Spatial.Select(_ => AxisView.Self).ToEquatableArray(), shape.Spatial);

    /// <summary>What a value sees that is computed from several: the most of them.</summary>
    public static FieldOfView Union(IReadOnlyList<FieldOfView> fields) => fields.Skip(1).Aggregate(fields[0], (left, right) =>
        left.Axes.Count == right.Axes.Count
            ? new(
                left.Axes.Zip(right.Axes, AxisView.Larger).ToEquatableArray(),
                left.Positions.Zip(right.Positions, Math.Max).ToEquatableArray())

            // Of inputs with different axes the one with more of them is told about.
            : left.Axes.Count > right.Axes.Count ? left : right);

    /// <summary>What a layer's output sees when its input sees this.</summary>
    public FieldOfView Through(Layer layer, FeatureShape input, Inference inference)
    {
        // A layer that reads everything is a window as large as what is left.
        bool everything = layer.ReadsEverything(input);
        if (!everything && inference.Axes.Count == 0 && inference.Samples.Count == 0)
        {
            return this;
        }

        // Behind a change of rank the axes are no longer those of the network's input.
        int along = Math.Max(inference.Axes.Count, inference.Samples.Count);
        if (Positions.Count != Axes.Count || (!everything && along != Axes.Count))
        {
            return this with { Positions = inference.Shape.Spatial };
        }

        if (everything)
        {
            return new(Grow((view, axis) => view.Through(Positions[axis], 1)), Positions.Select(_ => 1).ToEquatableArray());
        }

        if (inference.Samples.Count > 0)
        {
            return new(Grow((view, axis) => view.Resampled(inference.Samples[axis])), inference.Shape.Spatial);
        }

        return new(
            Grow((view, axis) => layer.IsTransposed
                ? view.ThroughTransposed(inference.Axes[axis].EffectiveKernel, inference.Axes[axis].Stride)
                : view.Through(inference.Axes[axis].EffectiveKernel, inference.Axes[axis].Stride)),
            inference.Shape.Spatial);
    }

    /// <summary>The sizes as a node holds them.</summary>
    public EquatableArray<int> ToReceptiveField() => Axes.Select(axis => Saturating.ToInt(axis.Seen)).ToEquatableArray();

    private EquatableArray<AxisView> Grow(Func<AxisView, int, AxisView> grow) => Axes.Select(grow).ToEquatableArray();
}
