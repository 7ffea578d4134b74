using ConvGen.Generator.Kernels;

namespace ConvGen.Generator.Planning;

/// <summary>A call that the caller's thread makes by itself.</summary>
internal sealed record CallStep(string Layer, string Text) : Step(Layer);
