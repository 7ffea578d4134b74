using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;
using ConvGen.Model.Windows;

namespace ConvGen.Model.Layers.Normalisation;

/// <summary>A layer that does one thing with each value and a number of its own: learned numbers, or constants.</summary>
/// <param name="Per">What each learned number stands for; unset for a channel.</param>
/// <param name="Init">Where learned numbers start; unset for what leaves values as they are.</param>
/// <param name="Values">Constants, one for all or one for each channel; unset for learned numbers.</param>
public abstract record AffineLayer(ParameterScope? Per, double? Init, EquatableArray<double>? Values) : Layer
{
    /// <inheritdoc/>
    public override bool PassesToRectifier => true;

    /// <inheritdoc/>
    internal override ChannelUse ChannelUse => ChannelUse.Keeps;

    /// <summary>What a tensor with the numbers is called, behind the layer's name.</summary>
    private protected abstract string Suffix { get; }

    /// <summary>The role of a tensor with the numbers.</summary>
    public abstract TensorRole Role { get; }

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems)
    {
        CheckFinite(name, nameof(Init), Init ?? 0, problems);
        if (Values is not { } values)
        {
            return;
        }

        if (Per is not null)
        {
            problems.Add(WindowRules.GivenTwice(Title(name), nameof(Values), nameof(Per)));
        }

        if (Init is not null)
        {
            problems.Add(WindowRules.GivenTwice(Title(name), nameof(Values), nameof(Init)));
        }

        for (int i = 0; i < values.Count; i++)
        {
            if (!(Math.Abs((float)values[i]) <= float.MaxValue))
            {
                string[] arguments = [Title(name), nameof(Values), NumberText.Plain(values[i])];
                problems.Add(Problem.Of(ProblemIds.NotFinite, arguments, nameof(Values)) with { Element = i });
            }
        }
    }

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        FeatureShape input = inputs[0];
        if (Values is { } values)
        {
            if (values.Count != 1 && values.Count != input.Channels)
            {
                string[] arguments = [Title(name), nameof(Values), NumberText.Plain(values.Count), NumberText.Plain(input.Channels)];
                problems.Add(Problem.Of(ProblemIds.ChannelCount, arguments, nameof(Values)));
                return null;
            }

            return new(input) { Settings = "constant" };
        }

        (EquatableArray<int> shape, string settings) = Per switch
        {
            ParameterScope.Scalar => (new EquatableArray<int>(1), "scalar"),
            ParameterScope.Element => (new[] { input.Channels }.Concat(input.Spatial).ToEquatableArray(), "per element"),
            _ => (new EquatableArray<int>(input.Channels), string.Empty),
        };
        return new(input)
        {
            Parameters = new(new ParameterTensor($"{name}.{Suffix}", shape, Role, 1, 1) { Start = Init }),
            Settings = settings,
        };
    }
}

/// <summary>Each value times a number.</summary>
/// <param name="Per">What each learned number stands for; unset for a channel.</param>
/// <param name="Init">Where learned numbers start; unset for 1.</param>
/// <param name="Values">Constants, one for all or one for each channel; unset for learned numbers.</param>
public sealed record ScaleLayer(ParameterScope? Per, double? Init, EquatableArray<double>? Values) : AffineLayer(Per, Init, Values)
{
    /// <inheritdoc/>
    public override string Kind => "Scale";

    /// <inheritdoc/>
    public override string NamePrefix => "scale";

    /// <inheritdoc/>
    public override TensorRole Role => TensorRole.Scale;

    private protected override string Suffix => "weight";
}

/// <summary>Each value and a number added.</summary>
/// <param name="Per">What each learned number stands for; unset for a channel.</param>
/// <param name="Init">Where learned numbers start; unset for 0.</param>
/// <param name="Values">Constants, one for all or one for each channel; unset for learned numbers.</param>
public sealed record ShiftLayer(ParameterScope? Per, double? Init, EquatableArray<double>? Values) : AffineLayer(Per, Init, Values)
{
    /// <inheritdoc/>
    public override string Kind => "Shift";

    /// <inheritdoc/>
    public override string NamePrefix => "shift";

    /// <inheritdoc/>
    public override TensorRole Role => TensorRole.Shift;

    private protected override string Suffix => "bias";
}
