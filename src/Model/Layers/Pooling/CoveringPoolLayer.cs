using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;
using ConvGen.Model.Windows;

namespace ConvGen.Model.Layers.Pooling;

/// <summary>
/// A pooling to a number of windows that does not depend on the input's size: along an axis of i positions window o of n goes from ⌊o·i/n⌋
/// to ⌈(o + 1)·i/n⌉, so that together they cover the map.
/// </summary>
public abstract record CoveringPoolLayer : Layer
{
    /// <inheritdoc/>
    internal override ChannelUse ChannelUse => ChannelUse.Keeps;

    /// <inheritdoc/>
    public sealed override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        FeatureShape input = inputs[0];
        if (!WindowShapes.HasAxes(Title(name), input, problems) || Sizes(name, input, problems) is not { } sizes)
        {
            return null;
        }

        return new(new FeatureShape(input.Channels, sizes))
        {
            Axes = input.Spatial.Zip(sizes, LargestWindow).ToEquatableArray(),
            Settings = Describe(sizes),
        };
    }

    /// <inheritdoc/>
    internal sealed override bool ReadsEverything(FeatureShape input) =>
        Sizes(string.Empty, input, []) is { } sizes && sizes.All(size => size == 1);

    /// <summary>The number of windows along each axis, or <see langword="null"/> after a problem is reported.</summary>
    private protected abstract EquatableArray<int>? Sizes(string name, FeatureShape input, ICollection<Problem> problems);

    /// <summary>The settings for tables.</summary>
    private protected abstract string Describe(EquatableArray<int> sizes);

    // Windows differ in extent and distance by one. The receptive field counts the largest.
    private static WindowAxis LargestWindow(int input, int windows)
    {
        int stride = (int)((input + (long)windows - 1) / windows);
        int kernel = input % windows == 0 ? stride : Math.Min(input, stride + 1);
        return new(input, kernel, stride, 1, 0, 0, windows);
    }
}
