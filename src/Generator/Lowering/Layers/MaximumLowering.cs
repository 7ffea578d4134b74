using ConvGen.Generator.Functions;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class MaximumLowering : ArithmeticLowering<MaximumLayer>
{
    protected override Arithmetic Arithmetic => Arithmetic.Maximum;
}
