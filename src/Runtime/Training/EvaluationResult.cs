using static System.FormattableString;

namespace ConvGen;

/// <summary>How well a network does on a data set.</summary>
/// <param name="Loss">The mean loss of an example.</param>
/// <param name="Accuracy">
/// The share of classes (one for each position of a map) that were right, ignored labels left out; a position with a NaN is not right.
/// Null for a loss without classes, or without a label that is not ignored.
/// </param>
/// <param name="Examples">How many examples there were.</param>
public sealed record EvaluationResult(double Loss, double? Accuracy, int Examples)
{
    /// <summary>The numbers in a line, the same under every culture.</summary>
    public override string ToString() =>
        Accuracy is null ? Invariant($"loss {Loss:F4}") : Invariant($"loss {Loss:F4}, accuracy {Accuracy:F4}");
}
