using ConvGen.Generator.Functions;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class MultiplyLowering : ArithmeticLowering<MultiplyLayer>
{
    protected override Arithmetic Arithmetic => Arithmetic.Product;
}
