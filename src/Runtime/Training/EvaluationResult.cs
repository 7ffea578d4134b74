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
    /// <summary>The numbers of the metrics that were asked for, in their order.</summary>
    public IReadOnlyList<MetricValue> Metrics { get; init; } = [];

    /// <summary>A number by its name.</summary>
    /// <param name="name"><c>loss</c>, <c>accuracy</c>, or the name of a metric.</param>
    /// <exception cref="KeyNotFoundException">There is no number of that name; the message has those that there are.</exception>
    public double this[string name] => Find(name).Value;

    /// <summary>Whether two results have the same numbers.</summary>
    /// <param name="other">The other.</param>
    public bool Equals(EvaluationResult? other) => other is not null
        && (Loss, Accuracy, Examples).Equals((other.Loss, other.Accuracy, other.Examples))
        && Metrics.SequenceEqual(other.Metrics);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Loss, Accuracy, Examples);

    /// <summary>The numbers in a line, the same under every culture.</summary>
    public override string ToString()
    {
        string accuracy = Accuracy is null ? "" : Invariant($", accuracy {Accuracy:F4}");
        IEnumerable<string> others = Metrics.Select(metric => Invariant($", {metric.Name} {metric.Value:F4}"));
        return Invariant($"loss {Loss:F4}") + accuracy + string.Concat(others);
    }

    /// <summary>A number by its name, or the one that says most: the accuracy where there is one, else the loss.</summary>
    internal MetricValue Find(string? name)
    {
        List<MetricValue> all = [new("loss", Loss, false), .. Metrics];
        if (Accuracy is { } accuracy)
        {
            all.Insert(0, new MetricValue("accuracy", accuracy, true));
        }

        int found = name is null ? 0 : all.FindIndex(metric => metric.Name == name);
        return found >= 0 ? all[found] : throw new KeyNotFoundException(
            $"There is no metric '{name}', but {string.Join(", ", all.Select(metric => $"'{metric.Name}'"))}.");
    }
}
