using ConvGen.Generator.Functions;

namespace ConvGen.Generator.Lowering.Layers.Activations;

internal sealed class ReluLowering : ActivationLowering<ReluLayer>
{
    protected override Activation Activation(ReluLayer layer) => new ReluActivation();
}

internal sealed class Relu6Lowering : ActivationLowering<Relu6Layer>
{
    private const double Limit = 6;

    protected override Activation Activation(Relu6Layer layer) => new ClampActivation(0, Limit);
}

internal sealed class LeakyReluLowering : ActivationLowering<LeakyReluLayer>
{
    protected override Activation Activation(LeakyReluLayer layer) => new LeakyReluActivation(layer.Slope);
}

internal sealed class ThresholdedReluLowering : ActivationLowering<ThresholdedReluLayer>
{
    protected override Activation Activation(ThresholdedReluLayer layer) => new ThresholdedReluActivation(layer.Threshold);
}

internal sealed class HardShrinkLowering : ActivationLowering<HardShrinkLayer>
{
    protected override Activation Activation(HardShrinkLayer layer) => new ShrinkActivation(layer.Lambda, Bias: 0);
}

internal sealed class SoftShrinkLowering : ActivationLowering<SoftShrinkLayer>
{
    protected override Activation Activation(SoftShrinkLayer layer) => new ShrinkActivation(layer.Lambda, layer.Bias ?? layer.Lambda);
}

internal sealed class TanhShrinkLowering : ActivationLowering<TanhShrinkLayer>
{
    protected override Activation Activation(TanhShrinkLayer layer) => FunctionActivation.TanhShrink;
}

internal sealed class SigmoidLowering : ActivationLowering<SigmoidLayer>
{
    protected override Activation Activation(SigmoidLayer layer) => new SigmoidActivation();
}

internal sealed class HardSigmoidLowering : ActivationLowering<HardSigmoidLayer>
{
    protected override Activation Activation(HardSigmoidLayer layer) => new HardSigmoidActivation(layer.Alpha, layer.Beta);
}

internal sealed class LogSigmoidLowering : ActivationLowering<LogSigmoidLayer>
{
    protected override Activation Activation(LogSigmoidLayer layer) => new LogSigmoidActivation();
}

internal sealed class TanhLowering : ActivationLowering<TanhLayer>
{
    protected override Activation Activation(TanhLayer layer) => new TanhActivation();
}

internal sealed class HardTanhLowering : ActivationLowering<HardTanhLayer>
{
    protected override Activation Activation(HardTanhLayer layer) => new ClampActivation(layer.Min, layer.Max);
}

internal sealed class SoftsignLowering : ActivationLowering<SoftsignLayer>
{
    protected override Activation Activation(SoftsignLayer layer) => new SoftsignActivation();
}

internal sealed class SoftplusLowering : ActivationLowering<SoftplusLayer>
{
    protected override Activation Activation(SoftplusLayer layer) => new SoftplusActivation(layer.Beta, layer.Threshold);
}

internal sealed class EluLowering : ActivationLowering<EluLayer>
{
    protected override Activation Activation(EluLayer layer) => new EluActivation(layer.Alpha);
}

internal sealed class SeluLowering : ActivationLowering<SeluLayer>
{
    protected override Activation Activation(SeluLayer layer) => new EluActivation(layer.Alpha, Scale: layer.Gamma);
}

internal sealed class CeluLowering : ActivationLowering<CeluLayer>
{
    protected override Activation Activation(CeluLayer layer) => new EluActivation(layer.Alpha, Rate: 1 / layer.Alpha);
}

internal sealed class GeluLowering : ActivationLowering<GeluLayer>
{
    protected override Activation Activation(GeluLayer layer) =>
        layer.Approximate == GeluApproximation.Tanh ? FunctionActivation.GeluTanh : FunctionActivation.Gelu;
}

internal sealed class SiluLowering : ActivationLowering<SiluLayer>
{
    protected override Activation Activation(SiluLayer layer) => new SiluActivation(layer.Alpha);
}

internal sealed class MishLowering : ActivationLowering<MishLayer>
{
    protected override Activation Activation(MishLayer layer) => FunctionActivation.Mish;
}

internal sealed class HardSwishLowering : ActivationLowering<HardSwishLayer>
{
    protected override Activation Activation(HardSwishLayer layer) => new HardSwishActivation();
}
