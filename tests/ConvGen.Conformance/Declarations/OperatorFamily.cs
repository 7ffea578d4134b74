using Declare = System.Func<ConvGen.Conformance.Declarations.OperatorCall, ConvGen.Conformance.Declarations.Value>;

namespace ConvGen.Conformance.Declarations;

/// <summary>Operators that belong together, in each vocabulary, and how each is declared. A new layer is one more entry.</summary>
internal sealed class OperatorFamily
{
    private static readonly OperatorFamily[] All =
    [
        ConvolutionOperators.Family, PoolingOperators.Family, NormalisationOperators.Family, ActivationOperators.Family,
        StructureOperators.Family, ShapeOperators.Family,
    ];

    /// <summary>Every operator of ONNX that is known.</summary>
    public static IReadOnlyDictionary<string, Declare> AllOnnx { get; } = Join(family => family.Onnx);

    /// <summary>Every operator of the gradient cases that is known.</summary>
    public static IReadOnlyDictionary<string, Declare> AllGradients { get; } = Join(family => family.Gradients);

    /// <summary>ONNX's names.</summary>
    public required Dictionary<string, Declare> Onnx { get; init; }

    /// <summary>The names of the gradient cases.</summary>
    public required Dictionary<string, Declare> Gradients { get; init; }

    private static Dictionary<string, Declare> Join(Func<OperatorFamily, Dictionary<string, Declare>> vocabulary) =>
        All.SelectMany(vocabulary).ToDictionary(entry => entry.Key, entry => entry.Value);
}
