namespace ConvGen;

/// <summary>How long the gradient by one tensor is.</summary>
/// <param name="Name">The tensor's full name, such as <c>conv1.weight</c>.</param>
/// <param name="Norm">Its Euclidean length.</param>
public readonly record struct GradientStatistics(string Name, double Norm);
