namespace ConvGen.Benchmarks.Reporting;

/// <summary>One layer alone.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="VectorBits">The width of vectors.</param>
/// <param name="Seconds">The time of the layer.</param>
/// <param name="Gflops">Billions of operations per second, two for a multiply-add.</param>
/// <param name="PeakFraction">The share of one core's measured peak, where it was measured.</param>
internal sealed record KernelResult(string Layer, int VectorBits, double Seconds, double Gflops, double? PeakFraction);
