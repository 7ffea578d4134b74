namespace ConvGen.Generator.Geometry;

/// <summary>One phase of an input gradient: a dense convolution over the output gradient that yields every s-th position.</summary>
/// <param name="Geometry">The window over the output gradient.</param>
/// <param name="Taps">For depth, height and width: the kernel tap that the phase's tap 0 is, and the step to its next.</param>
/// <param name="IsEmpty">Whether no tap reaches these positions: their gradient is zero.</param>
internal sealed record InputGradientPhase(WindowGeometry Geometry, TapSelection Taps, bool IsEmpty);
