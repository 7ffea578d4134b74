namespace ConvGen.Generator.Plans;

/// <summary>Numbers that the packing of weights reads.</summary>
internal abstract record PackSource;

/// <summary>A tensor.</summary>
/// <param name="Offset">Where it begins, in the order of the file.</param>
internal sealed record TensorSource(int Offset) : PackSource;

/// <summary>Numbers that were derived from tensors, and packed before.</summary>
/// <param name="Place">Where they are.</param>
internal sealed record DerivedSource(PackedPlace Place) : PackSource;

/// <summary>Numbers that are fixed when the network is compiled.</summary>
/// <param name="Number">Their number among those of the packed weights, from 0.</param>
internal sealed record FixedSource(int Number) : PackSource;
