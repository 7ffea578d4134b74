using ConvGen.Generator.Kernels;

namespace ConvGen.Generator.Planning;

/// <summary>A piece of memory that a step works on, as an expression of type <c>ref float</c> over the context <c>c</c>.</summary>
internal readonly record struct Operand(string Expression);
