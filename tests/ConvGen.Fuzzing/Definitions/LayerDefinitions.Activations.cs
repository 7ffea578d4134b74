using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Fuzzing.Definitions;

/// <content>Activations.</content>
internal static partial class LayerDefinitions
{
    private static Definition? OfActivation(Attribute attribute, int[] x)
    {
        if (attribute is PReluAttribute prelu)
        {
            TensorSlot slopes = new("weight", [prelu.PerChannel ? x[0] : 1], TensorRole.Scale);
            return new(x, [slopes], (inputs, tensors) => Activations.PRelu(inputs[0], tensors[0]));
        }

        Func<Tensor, Result>? function = Function(attribute);
        return function is null ? null : Definition.Of(x, function) with
        {
            IsDifference = attribute is TanhShrinkAttribute or GeluAttribute,
            DerivesFromResult = attribute is SigmoidAttribute or TanhAttribute or TanhShrinkAttribute or EluAttribute or SeluAttribute or CeluAttribute or SoftmaxAttribute or LogSoftmaxAttribute,
        };
    }

    private static Func<Tensor, Result>? Function(Attribute attribute) => attribute switch
    {
        ReluAttribute => Activations.Relu,
        Relu6Attribute => Activations.Relu6,
        LeakyReluAttribute leaky => x => Activations.LeakyRelu(x, leaky.Slope),
        SigmoidAttribute => Activations.Sigmoid,
        TanhAttribute => Activations.Tanh,
        EluAttribute elu => x => Activations.Elu(x, elu.Alpha),
        SeluAttribute selu => x => Activations.Elu(x, selu.Alpha, scale: selu.Gamma),
        CeluAttribute celu => x => Activations.Elu(x, celu.Alpha, 1 / celu.Alpha),
        GeluAttribute { Approximate: GeluApproximation.Tanh } => Activations.GeluTanh,
        GeluAttribute => Activations.Gelu,
        SiluAttribute silu => x => Activations.Silu(x, silu.Alpha),
        MishAttribute => Activations.Mish,
        SoftplusAttribute softplus => x => Activations.Softplus(x, softplus.Beta, softplus.Threshold),
        HardSigmoidAttribute hard => x => Activations.HardSigmoid(x, hard.Alpha, hard.Beta),
        LogSigmoidAttribute => Activations.LogSigmoid,
        HardTanhAttribute hard => x => Activations.HardTanh(x, hard.Min, hard.Max),
        HardSwishAttribute => Activations.HardSwish,
        SoftsignAttribute => Activations.Softsign,
        ThresholdedReluAttribute thresholded => x => Activations.ThresholdedRelu(x, thresholded.Threshold),
        SoftShrinkAttribute shrink => x => Activations.Shrink(x, shrink.Lambda, shrink.Bias),
        HardShrinkAttribute shrink => x => Activations.Shrink(x, shrink.Lambda, 0),
        TanhShrinkAttribute => Activations.TanhShrink,
        ExpAttribute => Activations.Exp,
        LogAttribute => Activations.Log,
        SqrtAttribute => Activations.Sqrt,
        AbsAttribute => Activations.Abs,
        NegAttribute => Activations.Neg,
        ReciprocalAttribute => Activations.Reciprocal,
        PowAttribute pow => x => Activations.Pow(x, pow.Exponent),
        ErfAttribute => Activations.Erf,
        FloorAttribute => Activations.Floor,
        SinAttribute => Activations.Sin,
        CosAttribute => Activations.Cos,
        SoftmaxAttribute => Activations.Softmax,
        LogSoftmaxAttribute => Activations.LogSoftmax,
        _ => null,
    };
}
