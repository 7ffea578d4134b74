using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;
using ConvGen.Model.Windows;

namespace ConvGen.Model.Layers.Normalisation;

/// <summary>
/// A normalisation over the last axes of an example, with a scale for each element of them, or over the channels of each position.
/// </summary>
/// <param name="Axes">How many axes, channels among them; <see langword="null"/> for all of the example.</param>
/// <param name="Epsilon">Added to the variance, positive.</param>
/// <param name="Affine">Whether it scales and shifts.</param>
/// <param name="Bias">Whether it shifts when it scales.</param>
public abstract record TrailingAxesLayer(int? Axes, double Epsilon, bool Affine, bool Bias) : NormalisationLayer(Epsilon, Affine, Bias)
{
    /// <summary>Whether each position is normalised over its channels.</summary>
    public bool OverChannels { get; init; }

    /// <inheritdoc/>
    public sealed override bool ScalesChannels => OverChannels;

    private protected sealed override string Settings => OverChannels ? "channels"
        : Axes is { } axes ? $"last {NumberText.Plain(axes)} axes"
        : string.Empty;

    /// <inheritdoc/>
    public sealed override NormalisedSet Set(FeatureShape input) => OverChannels ? new(input.Channels, 0)
        : Axes is { } axes && axes <= input.Rank ? new(1, axes) : new(input.Channels, input.Rank);

    /// <inheritdoc/>
    public sealed override void CheckValues(string name, ICollection<Problem> problems)
    {
        if (Axes is { } axes)
        {
            CheckPositive(name, "axes", axes, problems);
        }

        if (Axes is not null && OverChannels)
        {
            problems.Add(WindowRules.GivenTwice(Title(name), "axes", nameof(OverChannels)));
        }

        base.CheckValues(name, problems);
    }

    private protected sealed override EquatableArray<int> ScaleShape(FeatureShape input)
    {
        if (OverChannels)
        {
            return new(input.Channels);
        }

        IEnumerable<int> all = new[] { input.Channels }.Concat(input.Spatial);
        return all.Skip(input.Rank + 1 - (Axes ?? input.Rank + 1)).ToEquatableArray();
    }

    private protected sealed override bool Fits(string name, FeatureShape input, ICollection<Problem> problems)
    {
        if (Axes is not { } axes || axes <= input.Rank + 1)
        {
            return true;
        }

        string[] arguments = [Title(name), NumberText.Plain(axes), input.ToString(), NumberText.Plain(input.Rank + 1)];
        problems.Add(Problem.Of(ProblemIds.NormalisedAxes, arguments, "axes") with
        {
            Fixes = new(Fix.Set("all axes", ArgumentEdit.Number("axes", input.Rank + 1))),
        });
        return false;
    }
}

/// <summary>Layer normalisation: (x − mean)/√(variance + ε) over the last axes of each example.</summary>
/// <param name="Axes">How many axes, channels among them; <see langword="null"/> for all of the example.</param>
/// <param name="Epsilon">Added to the variance, positive.</param>
/// <param name="Affine">Whether it scales and shifts.</param>
/// <param name="Bias">Whether it shifts when it scales.</param>
public sealed record LayerNormLayer(int? Axes, double Epsilon, bool Affine, bool Bias) : TrailingAxesLayer(Axes, Epsilon, Affine, Bias)
{
    /// <inheritdoc/>
    public override string Kind => "LayerNorm";

    /// <inheritdoc/>
    public override string NamePrefix => "ln";
}

/// <summary>Normalisation by the root mean square: x/√(mean of x² + ε) over the last axes of each example.</summary>
/// <param name="Axes">How many axes, channels among them; <see langword="null"/> for all of the example.</param>
/// <param name="Epsilon">Added to the mean square, positive.</param>
/// <param name="Affine">Whether it scales.</param>
public sealed record RmsNormLayer(int? Axes, double Epsilon, bool Affine) : TrailingAxesLayer(Axes, Epsilon, Affine, Bias: false)
{
    /// <inheritdoc/>
    public override string Kind => "RmsNorm";

    /// <inheritdoc/>
    public override string NamePrefix => "rmsnorm";

    /// <inheritdoc/>
    public override bool IsCentred => false;
}
