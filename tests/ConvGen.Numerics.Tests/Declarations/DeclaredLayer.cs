using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Numerics.Tests.Declarations;

/// <summary>A layer as a user declares it, and what it computes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Inputs">The names of what it reads.</param>
/// <param name="Attribute">The attribute without name and inputs, such as <c>Conv(6, k: 5</c>; the parenthesis is open.</param>
/// <param name="Shape">The shape of its output: channels, then the spatial axes.</param>
/// <param name="Parameters">Its parameters in the order of the gradients that the reference gives.</param>
/// <param name="Run">The reference.</param>
internal sealed record DeclaredLayer(
    string Name,
    string[] Inputs,
    string Attribute,
    int[] Shape,
    DeclaredParameter[] Parameters,
    Func<Pass, Tensor[], Result> Run)
{
    /// <summary>Whether it names all that it reads, as Add and Concat do.</summary>
    public bool Combines { get; init; }

    /// <summary>Settings behind the names of what it reads.</summary>
    public string[] Settings { get; init; } = [];
}

/// <summary>One tensor of a layer.</summary>
/// <param name="Name">The full name in weight files.</param>
/// <param name="Shape">Its extents.</param>
/// <param name="Kind">What it does, which says what numbers are drawn for it.</param>
/// <param name="Precision">How inference keeps it.</param>
internal sealed record DeclaredParameter(string Name, int[] Shape, ParameterKind Kind, WeightPrecision Precision = WeightPrecision.Float32)
{
    public bool IsTrained => Kind is not (ParameterKind.Mean or ParameterKind.Variance or ParameterKind.Codeword);
}

internal enum ParameterKind
{
    Weight,
    Bias,
    Scale,
    Mean,
    Variance,
    Score,
    Codeword,
}

/// <summary>What layers need to know of the pass they are part of.</summary>
/// <param name="Parameters">Every parameter by its full name.</param>
/// <param name="IsTraining">Whether batch normalisation uses the statistics of the minibatch.</param>
internal sealed record Pass(IReadOnlyDictionary<string, Tensor> Parameters, bool IsTraining)
{
    /// <summary>Running statistics that the pass has moved.</summary>
    public Dictionary<string, double[]> Moved { get; } = [];
}
