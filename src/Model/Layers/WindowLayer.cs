using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;
using ConvGen.Model.Windows;

namespace ConvGen.Model.Layers;

/// <summary>A layer that moves a window over its input's spatial axes.</summary>
/// <param name="Window">The window's settings as declared.</param>
public abstract record WindowLayer(WindowSettings Window) : Layer
{
    /// <inheritdoc/>
    internal override ChannelUse ChannelUse => ChannelUse.Keeps;

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems) => WindowRules.Check(Title(name), Window, problems);

    /// <inheritdoc/>
    internal override Layer With(WindowSettings window) => this with { Window = window };
}
