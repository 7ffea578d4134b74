using ConvGen.Generator.Kernels;
using ConvGen.Generator.Lowering;

namespace ConvGen.Generator.Planning;

/// <summary>A region of packed weights: as kernels get it, and as the packing routine names it.</summary>
internal readonly record struct PackedRegion(Operand Operand, string Place);
