using ConvGen.Generator.Functions;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class SubtractLowering : ArithmeticLowering<SubtractLayer>
{
    protected override Arithmetic Arithmetic => Arithmetic.Difference;
}
