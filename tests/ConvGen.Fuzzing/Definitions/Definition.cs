using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Fuzzing.Definitions;

/// <summary>What a tensor of a layer does, which says what numbers are drawn for it.</summary>
internal enum TensorRole
{
    Weight,
    Bias,
    Scale,
    Score,
    Mean,
    Variance,
    Codeword,
}

/// <summary>A tensor of a layer.</summary>
/// <param name="Suffix">What follows the layer's name.</param>
/// <param name="Shape">Its extents.</param>
/// <param name="Role">What it does.</param>
internal sealed record TensorSlot(string Suffix, int[] Shape, TensorRole Role)
{
    /// <summary>How many of its axes say which sum a weight belongs to; the others are what the sum runs over.</summary>
    public int FanAxes { get; init; } = 1;

    /// <summary>How many terms a sum over its weights has.</summary>
    public long Terms => Shape[FanAxes..].Aggregate(1L, (product, extent) => product * extent);

    /// <summary>Whether its layer is declared to be left as it is.</summary>
    public bool IsFrozen { get; init; }

    /// <summary>Whether training changes it by its gradient.</summary>
    public bool IsTrained => !IsFrozen && Role is not (TensorRole.Mean or TensorRole.Variance or TensorRole.Codeword);
}

/// <summary>What a layer computes over inputs of given shapes.</summary>
/// <param name="Shape">The shape of one example's result.</param>
/// <param name="Tensors">Its tensors.</param>
/// <param name="Run">From inputs and tensors to its result; the gradients are by the inputs, then by the tensors that can be trained.</param>
internal sealed record Definition(int[] Shape, TensorSlot[] Tensors, Func<Tensor[], Tensor[], Result> Run)
{
    /// <summary>What it computes in training, where that is something else.</summary>
    public Func<Tensor[], Tensor[], Result>? Train { get; init; }

    /// <summary>What training makes of its tensors that gradients do not change; null for nothing.</summary>
    public Func<Tensor, Tensor[], Tensor[]>? Move { get; init; }

    /// <summary>Whether its results are some of its inputs, or constants: nothing is rounded, and equal inputs stay equal.</summary>
    public bool IsExact { get; init; }

    /// <summary>Whether a result is its input less something near it, as far below zero for GELU, and rounds by the size of the input.</summary>
    public bool IsDifference { get; init; }

    /// <summary>Whether its gradient is computed from its result, whose rounding then counts.</summary>
    public bool DerivesFromResult { get; init; }

    /// <summary>Whether it takes means of its inputs, which all of a channel depend on.</summary>
    public bool HasStatistics { get; init; }

    /// <summary>How much more than by its definition it may round, as a share of its largest terms, unless the network is exact.</summary>
    public double FastRounding { get; init; }

    /// <summary>
    /// How much more than by its definition the gradient to its weights may round, as a share of the largest product of an input and a
    /// gradient, unless the network is exact.
    /// </summary>
    public double FastGradientRounding { get; init; }

    /// <summary>How much its weights may be rounded at inference, unless the network is exact.</summary>
    public double WeightRounding { get; init; }

    /// <summary>Whether training draws numbers of its own.</summary>
    public bool IsRandom { get; init; }

    /// <summary>A layer without tensors.</summary>
    public static Definition Of(int[] shape, Func<Tensor, Result> run) => new(shape, [], (inputs, _) => run(inputs[0]));
}
