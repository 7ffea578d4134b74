using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;
using ConvGen.Model.Windows;

namespace ConvGen.Model.Layers.Pooling;

/// <summary>
/// Pools the positions of a map by their values (Boureau et al. 2011): each position belongs to the nearest of K codewords, and each
/// cluster is pooled separately. K·C features, cluster by cluster.
/// </summary>
/// <param name="Clusters">Codewords K.</param>
/// <param name="Pooling">The kind of pooling.</param>
public sealed record ClusterPoolLayer(int Clusters, PoolingKind Pooling) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "ClusterPool";

    /// <inheritdoc/>
    public override string NamePrefix => "pool";

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems) => CheckPositive(name, "clusters", Clusters, problems);

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        FeatureShape input = inputs[0];
        if (!WindowShapes.HasAxes(Title(name), input, problems))
        {
            return null;
        }

        long features = Saturating.Multiply(Clusters, input.Channels);
        if (features > int.MaxValue)
        {
            problems.Add(
                Problem.Of(ProblemIds.SizeOverflow, [Title(name), $"the output has {NumberText.Grouped(features)} features"], "clusters"));
            return null;
        }

        return new(new FeatureShape((int)features, EquatableArray<int>.Empty))
        {
            Parameters = new(new ParameterTensor($"{name}.codewords", new(Clusters, input.Channels), TensorRole.Codewords, 1, 1)),
            Macs = Saturating.Multiply(input.Length, Clusters),
            Settings = $"{(Pooling == PoolingKind.Max ? "maxima" : "means")} of {NumberText.Plain(Clusters)} clusters",
        };
    }

    /// <inheritdoc/>
    internal override bool ReadsEverything(FeatureShape input) => true;
}
