using ConvGen.Generator.Functions;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Structure;

internal sealed class AddLowering : ArithmeticLowering<AddLayer>
{
    protected override Arithmetic Arithmetic => Arithmetic.Sum;

    protected override bool TryFuse(Node node, InferenceBuilder builder) =>
        node.Inputs.Count == 2 && (TryFuse(node, 0, 1, builder) || TryFuse(node, 1, 0, builder));

    // A convolution adds the other value before it stores its result, if that value has its shape and is ready by then.
    private static bool TryFuse(Node node, int fused, int added, InferenceBuilder builder)
    {
        Value value = builder.Read(node, fused);
        Value other = builder.Read(node, added);
        if (value == other || value.Size != other.Size || value.Channels != other.Channels || !builder.IsSoleReader(node, fused)
            || builder.ProducerOf(value) is not ConvolutionOperation { AddsValue: false, Activation.IsIdentity: true } producer)
        {
            return false;
        }

        if (!builder.IsReadyBefore(other, producer))
        {
            return false;
        }

        producer.Residual = other;
        builder.Alias(node, value);
        return true;
    }
}

internal sealed class SubtractLowering : ArithmeticLowering<SubtractLayer>
{
    protected override Arithmetic Arithmetic => Arithmetic.Difference;
}

internal sealed class MultiplyLowering : ArithmeticLowering<MultiplyLayer>
{
    protected override Arithmetic Arithmetic => Arithmetic.Product;
}

internal sealed class DivideLowering : ArithmeticLowering<DivideLayer>
{
    public override Infinities Infinities(Node node) => Functions.Infinities.Made;

    protected override Arithmetic Arithmetic => Arithmetic.Quotient;
}

internal sealed class MaximumLowering : ArithmeticLowering<MaximumLayer>
{
    protected override Arithmetic Arithmetic => Arithmetic.Maximum;
}

internal sealed class MinimumLowering : ArithmeticLowering<MinimumLayer>
{
    protected override Arithmetic Arithmetic => Arithmetic.Minimum;
}
