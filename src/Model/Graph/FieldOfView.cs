namespace ConvGen.Model;

/// <summary>
/// How far a value sees along each axis of the network's input: r, the distance j between neighbouring values, and how many positions are
/// left. A window of effective kernel ke and stride s makes r ← r + (ke − 1)·j, then j ← j·s, from r = j = 1 at the input.
/// </summary>
internal sealed record FieldOfView(EquatableArray<long> Sizes, EquatableArray<long> Steps, EquatableArray<int> Positions)
{
    /// <summary>What the network's input sees: itself.</summary>
    public static FieldOfView OfInput(FeatureShape shape) => new(
        shape.Spatial.Select(_ => 1L).ToEquatableArray(), shape.Spatial.Select(_ => 1L).ToEquatableArray(), shape.Spatial);

    /// <summary>What a value sees that is computed from several: the most of them.</summary>
    public static FieldOfView Union(IReadOnlyList<FieldOfView> fields) => fields.Skip(1).Aggregate(fields[0], (left, right) => new(
        Larger(left.Sizes, right.Sizes), Larger(left.Steps, right.Steps), Larger(left.Positions, right.Positions)));

    /// <summary>What a layer's output sees when its input sees this.</summary>
    public FieldOfView Through(Layer layer, FeatureShape input, EquatableArray<WindowAxis> axes)
    {
        // A layer that reads everything is a window as large as what is left.
        if (layer.ReadsEverything(input))
            return new(Grow(axis => Positions[axis]), Steps, Positions.Select(_ => 1).ToEquatableArray());
        if (axes.Count == 0)
            return this;
        return new(
            Grow(axis => axes[axis].EffectiveKernel),
            Steps.Select((step, axis) => Saturating.Multiply(step, axes[axis].Stride)).ToEquatableArray(),
            axes.Select(axis => axis.Output).ToEquatableArray());
    }

    /// <summary>The sizes as a node holds them.</summary>
    public EquatableArray<int> ToReceptiveField() => Sizes.Select(Saturating.ToInt).ToEquatableArray();

    private EquatableArray<long> Grow(Func<int, int> kernel) =>
        Sizes.Select((size, axis) => Saturating.Add(size, Saturating.Multiply(kernel(axis) - 1, Steps[axis]))).ToEquatableArray();

    private static EquatableArray<T> Larger<T>(EquatableArray<T> left, EquatableArray<T> right)
        where T : IComparable<T> =>
        left.Zip(right, (first, second) => first.CompareTo(second) >= 0 ? first : second).ToEquatableArray();
}
