namespace ConvGen;

/// <summary>What a metric came to.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Value">Its number; not a number where there was nothing to judge.</param>
/// <param name="HigherIsBetter">Whether larger numbers are better.</param>
public readonly record struct MetricValue(string Name, double Value, bool HigherIsBetter);
