using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers.Pooling;

/// <summary>One value for all positions of each channel. The rank does not change: C×H×W becomes C×1×1.</summary>
public abstract record GlobalPoolLayer : CoveringPoolLayer
{
    private protected sealed override EquatableArray<int>? Sizes(string name, FeatureShape input, ICollection<Problem> problems) =>
        input.Spatial.Select(_ => 1).ToEquatableArray();

    private protected sealed override string Describe(EquatableArray<int> sizes) => string.Empty;
}

/// <summary>The largest value of each channel over all positions.</summary>
public sealed record GlobalMaxPoolLayer : GlobalPoolLayer
{
    /// <inheritdoc/>
    public override string Kind => "GlobalMaxPool";

    /// <inheritdoc/>
    public override string NamePrefix => "gmp";
}

/// <summary>The mean of each channel over all positions.</summary>
public sealed record GlobalAvgPoolLayer : GlobalPoolLayer
{
    /// <inheritdoc/>
    public override string Kind => "GlobalAvgPool";

    /// <inheritdoc/>
    public override string NamePrefix => "gap";
}
