using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers.Structure;

/// <summary>
/// An input of the network: C, C×L, C×H×W or C×D×H×W. The network sees (x·unit − mean)/std of an element x, where the unit is 1 for floats
/// and 1/255 for bytes.
/// </summary>
/// <param name="Dimensions">Channels and spatial sizes as declared.</param>
public sealed record InputLayer(EquatableArray<int> Dimensions) : Layer
{
    private const int MaxListed = 4;
    private const double MaxByte = 255;

    /// <summary>The order of the elements of an example.</summary>
    public InputLayout Layout { get; init; }

    /// <summary>The type of the elements of an example.</summary>
    public InputElement Element { get; init; }

    /// <summary>The mean that is subtracted, one for all channels or one for each; <see langword="null"/> for none.</summary>
    public EquatableArray<double>? Mean { get; init; }

    /// <summary>The standard deviation to divide by, one for all channels or one for each; <see langword="null"/> for 1.</summary>
    public EquatableArray<double>? Std { get; init; }

    /// <inheritdoc/>
    public override string Kind => "Input";

    /// <inheritdoc/>
    public override string NamePrefix => "input";

    /// <summary>Whether the network reads examples as they are: planar floats without normalisation.</summary>
    public bool IsPlain => !IsInterleaved && Element == InputElement.Float && IsUniform && Scale(0) == 1 && Shift(0) == 0;

    /// <summary>Whether the order of elements differs from planar.</summary>
    public bool IsInterleaved => Layout == InputLayout.Interleaved && Dimensions[0] > 1 && Dimensions.Skip(1).Any(size => size > 1);

    /// <summary>Whether all channels have one factor and one summand.</summary>
    public bool IsUniform => Enumerable.Range(0, Math.Max(Mean?.Count ?? 0, Std?.Count ?? 0))
        .All(channel => Scale(channel) == Scale(0) && Shift(channel) == Shift(0));

    /// <summary>
    /// The shape of an example in the order of its elements: <c>3×224×224</c>, or <c>224×224×3</c> when it is interleaved.
    /// </summary>
    public string ExampleShape =>
        NumberText.Sizes(Layout == InputLayout.Interleaved ? Dimensions.Skip(1).Append(Dimensions[0]) : Dimensions);

    /// <summary>The factor of a channel's elements in what the network sees, x·scale + shift: 1/std, and 1/255 of that for bytes.</summary>
    public double Scale(int channel) => 1 / (Of(Std, channel, 1) * (Element == InputElement.Byte ? MaxByte : 1));

    /// <summary>The summand of a channel in what the network sees, x·scale + shift: −mean/std.</summary>
    public double Shift(int channel) => 0 - Of(Mean, channel, 0) / Of(Std, channel, 1);

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems)
    {
        CheckDimensions(name, Dimensions, problems);
        CheckStd(name, problems);
        CheckMean(name, problems);
    }

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        bool counted = CheckCount(name, nameof(Mean), Mean, problems) & CheckCount(name, nameof(Std), Std, problems);
        return counted ? new(new FeatureShape(Dimensions[0], Dimensions.Skip(1).ToEquatableArray())) { Settings = Describe() } : null;
    }

    // The factors must be finite in single precision.
    private void CheckStd(string name, ICollection<Problem> problems)
    {
        for (int i = 0; i < Std?.Count; i++)
        {
            if (!IsStd(Std.Value[i]))
            {
                problems.Add(Problem.Of(ProblemIds.Std, [Title(name), NumberText.Plain(Std.Value[i])], nameof(Std)) with { Element = i });
            }
        }
    }

    private void CheckMean(string name, ICollection<Problem> problems)
    {
        for (int i = 0; i < Mean?.Count; i++)
        {
            // An invalid deviation is reported by itself.
            double mean = Mean.Value[i];
            bool sharesOne = Mean.Value.Count == 1 || Std?.Count == 1;
            IEnumerable<double> stds =
                (Std ?? EquatableArray<double>.Empty).Where((std, channel) => (sharesOne || channel == i) && IsStd(std));
            if (!IsFinite(mean) || stds.Any(std => !IsFinite(mean / std)))
            {
                problems.Add(Problem.Of(ProblemIds.Mean, [Title(name), NumberText.Plain(mean)], nameof(Mean)) with { Element = i });
            }
        }
    }

    private bool CheckCount(string name, string argument, EquatableArray<double>? values, ICollection<Problem> problems)
    {
        if (values is not { } given || given.Count == 1 || given.Count == Dimensions[0])
        {
            return true;
        }

        string[] arguments = [Title(name), argument, NumberText.Plain(given.Count), NumberText.Plain(Dimensions[0])];
        problems.Add(Problem.Of(ProblemIds.ChannelCount, arguments, argument));
        return false;
    }

    private string Describe()
    {
        List<string> parts = [];
        if (Layout == InputLayout.Interleaved)
        {
            parts.Add("interleaved");
        }

        if (Element == InputElement.Byte)
        {
            parts.Add("bytes");
        }

        if (Mean is { } mean && mean.Any(value => value != 0))
        {
            parts.Add("mean " + Describe(mean));
        }

        if (Std is { } std && std.Any(value => value != 1))
        {
            parts.Add("std " + Describe(std));
        }

        return string.Join(", ", parts);
    }

    private static string Describe(EquatableArray<double> values) =>
        values.Distinct().Count() == 1 ? NumberText.Plain(values[0])
        : values.Count > MaxListed ? "per channel"
        : string.Join("/", values.Select(value => NumberText.Plain(value)));

    private static double Of(EquatableArray<double>? values, int channel, double defaultValue) =>
        values is not { } given ? defaultValue : given[given.Count == 1 ? 0 : channel];

    private static bool IsStd(double value) => value > 0 && (float)value > 0 && IsFinite(value) && IsFinite(1 / value);

    private static bool IsFinite(double value) => Math.Abs(value) <= float.MaxValue;
}
