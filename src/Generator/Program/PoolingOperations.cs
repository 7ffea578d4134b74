using ConvGen.Generator.Loops;

namespace ConvGen.Generator.Program;

/// <summary>Pooling.</summary>
internal sealed class PoolOperation(string layer, PoolKind kind, PoolWindow window, Value input, Value output)
    : ValueOperation(layer, [input], output)
{
    public PoolKind Kind => kind;

    public PoolWindow Window => window;

    public Value Input => input;

    /// <inheritdoc/>
    public override bool AcceptsPlanar(Value value) => PlanarRows.Supports(window) && !Output.IsPart;
}

/// <summary>Gradient of pooling to its input.</summary>
internal sealed class PoolGradientOperation(
    string layer, PoolKind kind, PoolWindow window, Value input, Value output, Value outputGradient, Value inputGradient, bool accumulates)
    : ValueOperation(layer, kind.GradientReadsValues ? [outputGradient, input, output] : [outputGradient], inputGradient, accumulates)
{
    public PoolKind Kind => kind;

    public PoolWindow Window => window;

    /// <summary>What was pooled.</summary>
    public Value Input => input;

    /// <summary>What became of it.</summary>
    public Value Pooled => output;

    public Value OutputGradient => outputGradient;
}

/// <summary>Puts values to where maxima were.</summary>
internal sealed class MaxUnpoolOperation(string layer, MaximaPlaces places, Value values, Value output)
    : ValueOperation(layer, [places.Input, places.Maxima, values], output)
{
    public MaximaPlaces Places => places;

    public Value Values => values;
}

/// <summary>Gradient of unpooling to its values: that of the places that they were put to.</summary>
internal sealed class MaxUnpoolGradientOperation(
    string layer, MaximaPlaces places, Value outputGradient, Value valueGradient, bool accumulates)
    : ValueOperation(layer, [places.Input, places.Maxima, outputGradient], valueGradient, accumulates)
{
    public MaximaPlaces Places => places;

    public Value OutputGradient => outputGradient;
}

/// <summary>The maximum over groups of neighbouring channels.</summary>
internal sealed class MaxoutOperation(string layer, int pieces, Value input, Value output) : ValueOperation(layer, [input], output)
{
    public int Pieces => pieces;

    public Value Input => input;
}

/// <summary>Gradient of maxout to its input: the first maximum of a group takes it.</summary>
internal sealed class MaxoutGradientOperation(
    string layer, int pieces, Value input, Value output, Value outputGradient, Value inputGradient, bool accumulates)
    : ValueOperation(layer, [input, output, outputGradient], inputGradient, accumulates)
{
    public int Pieces => pieces;

    public Value Input => input;

    /// <summary>The maxima.</summary>
    public Value Maxima => output;

    public Value OutputGradient => outputGradient;
}

/// <summary>Assigns each position of a map to the nearest codeword.</summary>
internal sealed class ClusterAssignOperation(string layer, string codewords, Value input, Clustering clusters)
    : ValueOperation(layer, [input], clusters.Assignment)
{
    public string Codewords => codewords;

    public Value Input => input;

    public Clustering Clusters => clusters;
}

/// <summary>Counts the positions of each cluster.</summary>
internal sealed class ClusterCountOperation(string layer, Clustering clusters)
    : ValueOperation(layer, [clusters.Assignment], clusters.Counts)
{
    public Clustering Clusters => clusters;
}

/// <summary>Pools the positions of each cluster.</summary>
internal sealed class ClusterPoolOperation(string layer, CombiningPoolKind kind, Clustering clusters, Value input, Value pooled)
    : ValueOperation(layer, [input, clusters.Assignment, clusters.Counts], pooled)
{
    public CombiningPoolKind Kind => kind;

    public Clustering Clusters => clusters;

    public Value Input => input;
}

/// <summary>Gradient of pooling by clusters to its input; the gradient by what was pooled is used up.</summary>
internal sealed class ClusterPoolGradientOperation(
    string layer,
    CombiningPoolKind kind,
    Clustering clusters,
    Value input,
    Value pooled,
    Value pooledGradient,
    Value inputGradient,
    bool accumulates)
    : ValueOperation(
        layer,
        kind.GradientReadsValues
            ? [clusters.Assignment, clusters.Counts, pooledGradient, input, pooled]
            : [clusters.Assignment, clusters.Counts, pooledGradient],
        inputGradient,
        accumulates)
{
    public CombiningPoolKind Kind => kind;

    public Clustering Clusters => clusters;

    public Value Input => input;

    public Value Pooled => pooled;

    public Value PooledGradient => pooledGradient;
}
