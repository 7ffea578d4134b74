using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;
using ConvGen.Model.Windows;

namespace ConvGen.Model.Layers.Pooling;

/// <summary>
/// Spatial pyramid pooling: for each level n the map is pooled to n windows along every axis, and all of them become one vector, level by
/// level, each in C·D·H·W order. C·Σ n^rank features whatever the input's size.
/// </summary>
/// <param name="Levels">Windows along every axis, for each level.</param>
/// <param name="Pooling">The kind of pooling.</param>
public sealed record PyramidPoolLayer(EquatableArray<int> Levels, PoolingKind Pooling) : Layer
{
    /// <summary>The levels of a pyramid that names none.</summary>
    public static readonly EquatableArray<int> Standard = new(1, 2, 4);

    /// <inheritdoc/>
    public override string Kind => "PyramidPool";

    /// <inheritdoc/>
    public override string NamePrefix => "pool";

    /// <inheritdoc/>
    internal override ChannelUse ChannelUse => ChannelUse.Keeps;

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems) => CheckPositive(name, "levels", Levels, problems);

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        FeatureShape input = inputs[0];
        if (!WindowShapes.HasAxes(Title(name), input, problems))
        {
            return null;
        }

        EquatableArray<int> levels = Levels.Count == 0 ? Standard : Levels;
        long features = levels.Aggregate(0L, (sum, level) => Saturating.Add(sum, Features(input, level)));
        if (features > int.MaxValue)
        {
            problems.Add(
                Problem.Of(ProblemIds.SizeOverflow, [Title(name), $"the output has {NumberText.Grouped(features)} features"], "levels"));
            return null;
        }

        string kind = Pooling == PoolingKind.Max ? "maxima" : "means";
        return new(new FeatureShape((int)features, EquatableArray<int>.Empty))
        {
            Resolved = this with { Levels = levels },
            Settings = $"{kind} of levels {string.Join(", ", levels.Select(level => NumberText.Plain(level)))}",
        };
    }

    // The coarsest level has the largest receptive field; in nearly every pyramid it is one window.
    /// <inheritdoc/>
    internal override bool ReadsEverything(FeatureShape input) => true;

    private static long Features(FeatureShape input, int level) =>
        input.Spatial.Aggregate((long)input.Channels, (product, _) => Saturating.Multiply(product, level));
}
