namespace ConvGen.Model;

/// <summary>One value for all positions of each channel. The rank stays: C×H×W becomes C×1×1.</summary>
public abstract record GlobalPoolLayer : CoveringPoolLayer
{
    private protected sealed override EquatableArray<int>? Sizes(string name, FeatureShape input, ICollection<Problem> problems) =>
        input.Spatial.Select(_ => 1).ToEquatableArray();

    private protected sealed override string Describe(EquatableArray<int> sizes) => "";
}
