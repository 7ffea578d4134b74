using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;
using ConvGen.Model.Windows;

namespace ConvGen.Model.Layers.Convolutions;

/// <summary>
/// A convolution whose filters repeat with a period along every axis (Le et al. 2010, "Tiled convolutional neural networks"): position q of
/// an axis uses filter q mod tiles. One tile is a <see cref="ConvLayer"/>, as many as output positions are a
/// <see cref="LocallyConnectedLayer"/>. Parameters: tiles^rank · filters · C·Πk and the biases; multiply-accumulates: Πo · filters · C ·
/// Πk.
/// </summary>
/// <param name="Filters">The number of filters of each tile, which is the number of output channels; 0 for the number of input
/// channels.</param>
/// <param name="Window">The window's settings as declared.</param>
/// <param name="Tiles">The period: filters along each axis.</param>
/// <param name="Bias">Its biases.</param>
public sealed record TiledConvLayer(int Filters, WindowSettings Window, int Tiles, BiasKind Bias) : WindowLayer(Window)
{
    /// <inheritdoc/>
    public override string Kind => "TiledConv";

    /// <inheritdoc/>
    public override string NamePrefix => "tiledconv";

    /// <inheritdoc/>
    internal override (string Argument, int Count)? ChosenChannels => Filters > 0 ? ("filters", Filters) : null;

    /// <inheritdoc/>
    internal override ChannelUse ChannelUse => ChosenChannels is null ? ChannelUse.Keeps : ChannelUse.Mixes;

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems)
    {
        if (Filters < 0)
        {
            CheckPositive(name, "filters", Filters, problems);
        }

        base.CheckValues(name, problems);
        CheckPositive(name, "tiles", Tiles, problems);
    }

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        FeatureShape input = inputs[0];
        if (WindowShapes.Resolve(Title(name), Window, pooling: false, input, problems) is not { } axes || !CheckTiles(name, axes, problems))
        {
            return null;
        }

        int filters = Filters == 0 ? input.Channels : Filters;
        Inference inference = ConvolutionInference.Of(name, input, filters, groups: 1, axes, axes.Select(_ => Tiles), Bias);
        return inference with
        {
            Resolved = this with { Filters = filters },
            Settings = $"{inference.Settings}, tiles {NumberText.Plain(Tiles)}",
        };
    }

    /// <inheritdoc/>
    internal override void CountCode(Inference inference, bool hasGradient, CodeCounter code)
    {
        code.CountTiles(inference.Axes, Tiles);
        if (hasGradient)
        {
            code.CountPhases(inference.Axes, Tiles);
        }
    }

    // A filter that no position uses could not be trained.
    private bool CheckTiles(string name, EquatableArray<WindowAxis> axes, ICollection<Problem> problems)
    {
        for (int axis = axes.Count - 1; axis >= 0; axis--)
        {
            if (axes[axis].Output >= Tiles)
            {
                continue;
            }

            string[] arguments =
                [Title(name), AxisNames.Of(axis, axes.Count), NumberText.Plain(Tiles), NumberText.Plain(axes[axis].Output)];
            problems.Add(Problem.Of(ProblemIds.TooManyTiles, arguments, "tiles") with
            {
                Fixes = new(Fix.Set("fewer tiles", ArgumentEdit.Number("tiles", axes.Min(along => along.Output)))),
            });
            return false;
        }

        return true;
    }
}
