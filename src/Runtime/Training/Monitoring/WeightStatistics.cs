namespace ConvGen;

/// <summary>
/// How a weight tensor stretches what goes through it. It is taken as a matrix of its first extent times all others, as PyTorch stores it.
/// </summary>
/// <param name="Name">The tensor's full name, such as <c>conv1.weight</c>.</param>
/// <param name="LargestSingularValue">The most that a vector can be stretched.</param>
/// <param name="SmallestSingularValue">The least; near 0 when some combination of units does nothing.</param>
public readonly record struct WeightStatistics(string Name, double LargestSingularValue, double SmallestSingularValue)
{
    /// <summary>The condition number: the largest singular value by the smallest.</summary>
    public double Condition => LargestSingularValue / SmallestSingularValue;
}
