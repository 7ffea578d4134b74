using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;
using ConvGen.Model.Windows;

namespace ConvGen.Model.Layers.Pooling;

/// <summary>A pooling to a given size, whatever the input's size.</summary>
/// <param name="Size">The output's spatial sizes, or one number for all axes.</param>
public abstract record AdaptivePoolLayer(EquatableArray<int> Size) : CoveringPoolLayer
{
    /// <inheritdoc/>
    public override string NamePrefix => "pool";

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems) => CheckPositive(name, "size", Size, problems);

    private protected sealed override EquatableArray<int>? Sizes(string name, FeatureShape input, ICollection<Problem> problems)
    {
        if (Size.Count == 1)
        {
            return input.Spatial.Select(_ => Size[0]).ToEquatableArray();
        }

        return WindowShapes.CountFits(Title(name), "size", Size, input.Rank, problems) ? Size : null;
    }

    private protected sealed override string Describe(EquatableArray<int> sizes) => $"to {NumberText.Sizes(sizes)}";
}

/// <summary>The largest value of each window.</summary>
/// <param name="Size">The output's spatial sizes, or one number for all axes.</param>
public sealed record AdaptiveMaxPoolLayer(EquatableArray<int> Size) : AdaptivePoolLayer(Size)
{
    /// <inheritdoc/>
    public override string Kind => "AdaptiveMaxPool";
}

/// <summary>The mean of each window.</summary>
/// <param name="Size">The output's spatial sizes, or one number for all axes.</param>
public sealed record AdaptiveAvgPoolLayer(EquatableArray<int> Size) : AdaptivePoolLayer(Size)
{
    /// <inheritdoc/>
    public override string Kind => "AdaptiveAvgPool";
}
