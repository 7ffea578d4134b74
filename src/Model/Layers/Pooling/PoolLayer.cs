using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;
using ConvGen.Model.Windows;

namespace ConvGen.Model.Layers.Pooling;

/// <summary>A layer that computes one value for each window of each channel. The default stride is the kernel: s = k.</summary>
/// <param name="Window">The window's settings as declared.</param>
public abstract record PoolLayer(WindowSettings Window) : WindowLayer(Window)
{
    /// <inheritdoc/>
    public override string NamePrefix => "pool";

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        if (WindowShapes.Resolve(Title(name), Window, pooling: true, inputs[0], problems) is not { } axes)
        {
            return null;
        }

        return new(new FeatureShape(inputs[0].Channels, axes.Select(axis => axis.Output).ToEquatableArray()))
        {
            Axes = axes,
            Settings = WindowShapes.Describe(axes) + Suffix(axes),
        };
    }

    /// <inheritdoc/>
    internal override void CountCode(Inference inference, bool hasGradient, CodeCounter code)
    {
        if (inference.Axes.Count > 0)
        {
            code.CountClippedWindows(inference.Axes[inference.Axes.Count - 1]);
        }
    }

    /// <summary>The settings for tables after the window.</summary>
    private protected virtual string Suffix(EquatableArray<WindowAxis> axes) => string.Empty;
}
