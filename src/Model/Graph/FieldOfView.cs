using ConvGen.Model.Layers;
using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Graph;

/// <summary>
/// The receptive field along each axis of the network's input, and the positions of the current value. A window of effective kernel ke and
/// stride s makes r ← r + (ke − 1)·j, then j ← j·s, from r = j = 1 at the input; a transposed one does the same with 1/s.
/// </summary>
internal sealed record FieldOfView(EquatableArray<AxisView> Axes, EquatableArray<int> Positions)
{
    /// <summary>The receptive field of the network's input.</summary>
    public static FieldOfView OfInput(FeatureShape shape) =>
        new(shape.Spatial.Select(_ => AxisView.Self).ToEquatableArray(), shape.Spatial);

    /// <summary>The receptive field of a value that is computed from several.</summary>
    public static FieldOfView Union(IReadOnlyList<FieldOfView> fields) => fields.Skip(1).Aggregate(fields[0], (left, right) =>
        left.Axes.Count == right.Axes.Count
            ? new(
                left.Axes.Zip(right.Axes, AxisView.Larger).ToEquatableArray(),
                left.Positions.Zip(right.Positions, Math.Max).ToEquatableArray())

            // Of inputs with different ranks the one with the larger rank counts.
            : left.Axes.Count > right.Axes.Count ? left : right);

    /// <summary>The receptive field of a layer's output, when this is its input's.</summary>
    public FieldOfView Through(Layer layer, FeatureShape input, Inference inference)
    {
        // A layer that reads everything is a window as large as its input.
        bool everything = layer.ReadsEverything(input);
        if (!everything && inference.Axes.Count == 0 && inference.Samples.Count == 0)
        {
            return this;
        }

        // After a change of rank the axes are no longer those of the network's input.
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

    /// <summary>The sizes along each axis, as a node stores them.</summary>
    public EquatableArray<int> ToReceptiveField() => Axes.Select(axis => Saturating.ToInt(axis.Seen)).ToEquatableArray();

    private EquatableArray<AxisView> Grow(Func<AxisView, int, AxisView> grow) => Axes.Select(grow).ToEquatableArray();
}
