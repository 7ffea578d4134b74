namespace ConvGen.Conformance.Declarations;

/// <summary>The values of one of the network's tensors, in the network's layout.</summary>
/// <param name="Name">The tensor's name in the network.</param>
/// <param name="Values">Its values.</param>
internal sealed record ParameterValues(string Name, float[] Values);
