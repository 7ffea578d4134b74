namespace ConvGen.Generator.Program;

/// <summary>What comes to x · scale + shift per channel at inference, and may be folded into the layer before it.</summary>
internal abstract record FoldedAffine;

/// <summary>The tensors of a batch normalisation by running statistics.</summary>
internal sealed record BatchNormTensors(string Scale, string Shift, string Mean, string Variance, double Epsilon) : FoldedAffine;

/// <summary>Numbers by which channels are scaled, and such that are added then.</summary>
/// <param name="Scale">The factors; null for none.</param>
/// <param name="Shift">What is added; null for nothing.</param>
internal sealed record ChannelAffine(ChannelNumbers? Scale, ChannelNumbers? Shift) : FoldedAffine;

/// <summary>One number for each channel, or one for all.</summary>
/// <param name="Source">Where they come from.</param>
/// <param name="IsPerChannel">Whether each channel has its own.</param>
internal sealed record ChannelNumbers(WeightSource Source, bool IsPerChannel);
