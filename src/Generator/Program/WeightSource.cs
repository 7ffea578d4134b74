namespace ConvGen.Generator.Program;

/// <summary>Where the weights of an operation come from.</summary>
internal abstract record WeightSource;

/// <summary>A tensor of the weight file.</summary>
/// <param name="Name">Its full name.</param>
internal sealed record TensorWeights(string Name) : WeightSource;

/// <summary>Numbers that are fixed when the network is compiled.</summary>
/// <param name="Values">The numbers.</param>
internal sealed record FixedWeights(EquatableArray<double> Values) : WeightSource;
