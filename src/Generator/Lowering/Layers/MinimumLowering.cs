using ConvGen.Generator.Functions;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class MinimumLowering : ArithmeticLowering<MinimumLayer>
{
    protected override Arithmetic Arithmetic => Arithmetic.Minimum;
}
