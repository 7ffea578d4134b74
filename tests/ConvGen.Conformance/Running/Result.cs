using ConvGen.Conformance.Cases;

namespace ConvGen.Conformance.Running;

/// <summary>A tensor that was computed, beside the one that was expected.</summary>
/// <param name="Label">What it is: <c>y</c>, <c>gradient of conv1.weight</c>.</param>
/// <param name="Want">The expected tensor.</param>
/// <param name="Got">What came out.</param>
internal sealed record Result(string Label, Tensor Want, float[] Got);
