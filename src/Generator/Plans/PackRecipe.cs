using ConvGen.Generator.Geometry;

namespace ConvGen.Generator.Plans;

/// <summary>What is packed: equal recipes share what they yield.</summary>
internal abstract record PackRecipe
{
    /// <summary>Where the packed numbers are that it reads: all of them have to be there before.</summary>
    public virtual IEnumerable<PackedPlace> Reads => [];

    /// <summary>The places of those sources that have been packed.</summary>
    protected static IEnumerable<PackedPlace> PlacesOf(params PackSource?[] sources) =>
        sources.OfType<DerivedSource>().Select(source => source.Place);
}

/// <summary>The weights of a convolution, or of what is packed like one.</summary>
/// <param name="Form">How they are stored.</param>
/// <param name="Weights">The weights.</param>
/// <param name="Scale">Factors by output channel; null for none.</param>
/// <param name="Order">Which weight goes where.</param>
internal sealed record PackWeights(WeightForm Form, PackSource Weights, PackedPlace? Scale, WeightOrder Order) : PackRecipe
{
    /// <inheritdoc/>
    public override IEnumerable<PackedPlace> Reads => Scale is null ? PlacesOf(Weights) : PlacesOf(Weights).Append(Scale);
}

/// <summary>Rows that are filled up to whole vectors.</summary>
/// <param name="Source">The numbers.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Length">Numbers of a row.</param>
internal sealed record PackPaddedRows(PackSource Source, int Rows, int Length) : PackRecipe
{
    /// <inheritdoc/>
    public override IEnumerable<PackedPlace> Reads => PlacesOf(Source);
}

/// <summary>One number per channel.</summary>
/// <param name="Source">The numbers.</param>
/// <param name="Count">How many.</param>
internal sealed record PackVector(PackSource Source, int Count) : PackRecipe
{
    /// <inheritdoc/>
    public override IEnumerable<PackedPlace> Reads => PlacesOf(Source);
}

/// <summary>One number per element of an example, [channels, positions], in blocks of 16 channels.</summary>
/// <param name="Source">The numbers.</param>
/// <param name="Channels">Channels.</param>
/// <param name="Positions">Positions.</param>
internal sealed record PackUnits(PackSource Source, int Channels, int Positions) : PackRecipe
{
    /// <inheritdoc/>
    public override IEnumerable<PackedPlace> Reads => PlacesOf(Source);
}

/// <summary>Scales and shifts that a batch normalisation by running statistics comes to, in two places.</summary>
/// <param name="Scale">Its scales.</param>
/// <param name="Shift">Its shifts.</param>
/// <param name="Mean">Running means.</param>
/// <param name="Variance">Running variances.</param>
/// <param name="Bias">Biases of the layer before it; null for none.</param>
/// <param name="Count">Channels.</param>
/// <param name="Epsilon">What is added to variances.</param>
internal sealed record FoldBatchNorm(
    PackSource Scale, PackSource Shift, PackSource Mean, PackSource Variance, PackSource? Bias, int Count, double Epsilon) : PackRecipe
{
    /// <inheritdoc/>
    public override IEnumerable<PackedPlace> Reads => PlacesOf(Scale, Shift, Mean, Variance, Bias);
}

/// <summary>The inverse square roots of variances.</summary>
/// <param name="Variance">The variances.</param>
/// <param name="Count">Channels.</param>
/// <param name="Epsilon">What is added to variances.</param>
internal sealed record PackInverseDeviation(PackSource Variance, int Count, double Epsilon) : PackRecipe
{
    /// <inheritdoc/>
    public override IEnumerable<PackedPlace> Reads => PlacesOf(Variance);
}

/// <summary>The softmax over the taps of each channel.</summary>
/// <param name="Scores">The scores.</param>
/// <param name="Channels">Channels.</param>
/// <param name="Taps">Taps.</param>
internal sealed record PackSoftmax(PackSource Scores, int Channels, int Taps) : PackRecipe
{
    /// <inheritdoc/>
    public override IEnumerable<PackedPlace> Reads => PlacesOf(Scores);
}

/// <summary>Two things of one length, the second right behind the first.</summary>
/// <param name="First">The first.</param>
/// <param name="Second">The second.</param>
internal sealed record PackPair(PackRecipe First, PackRecipe Second) : PackRecipe
{
    /// <inheritdoc/>
    public override IEnumerable<PackedPlace> Reads => First.Reads.Concat(Second.Reads);
}

/// <summary>One place for weights in two forms, of which a network has one.</summary>
/// <param name="Exact">What exact networks have there.</param>
/// <param name="Fast">What others have there.</param>
internal sealed record PackExactOrFast(PackRecipe Exact, PackRecipe Fast) : PackRecipe
{
    /// <inheritdoc/>
    public override IEnumerable<PackedPlace> Reads => Exact.Reads.Concat(Fast.Reads);
}

/// <summary>Weights in two forms, of which exact networks have the second, in a place that others do not have.</summary>
/// <param name="Fast">What goes to the first place.</param>
/// <param name="Exact">What goes to the second.</param>
internal sealed record PackExactApart(PackRecipe Fast, PackRecipe Exact) : PackRecipe
{
    /// <inheritdoc/>
    public override IEnumerable<PackedPlace> Reads => Exact.Reads.Concat(Fast.Reads);
}

/// <summary>How the weights of a convolution are stored.</summary>
internal abstract record WeightForm;

/// <summary>In blocks of 16 output channels.</summary>
internal sealed record BlockedForm : WeightForm;

/// <summary>The same, rounded to bfloat16, two in the place of a float.</summary>
internal sealed record BFloat16Form : WeightForm;

/// <summary>A filter after another, tap by tap.</summary>
internal sealed record PlanarForm : WeightForm;

/// <summary>In blocks of 16 input channels: for each tap the vectors of all filters.</summary>
internal sealed record InputVectorsForm : WeightForm;

/// <summary>Tap by tap, the same tap of 16 channels together.</summary>
internal sealed record DepthwiseForm : WeightForm;

/// <summary>Transformed by Winograd's algorithm.</summary>
/// <param name="Outputs">Outputs of a tile along each axis.</param>
internal sealed record WinogradForm(int Outputs) : WeightForm;

/// <summary>Transformed to frequencies.</summary>
/// <param name="Rows">Points along the height.</param>
/// <param name="Columns">Points along the width.</param>
internal sealed record FourierForm(int Rows, int Columns) : WeightForm;
