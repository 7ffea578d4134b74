using ConvGen.Generator.Functions;

namespace ConvGen.Generator.Lowering.Layers.Activations;

internal sealed class ExpLowering : ActivationLowering<ExpLayer>
{
    protected override Activation Activation(ExpLayer layer) => new ExpActivation();
}

internal sealed class LogLowering : ActivationLowering<LogLayer>
{
    protected override Activation Activation(LogLayer layer) => new LogActivation();
}

internal sealed class SqrtLowering : ActivationLowering<SqrtLayer>
{
    protected override Activation Activation(SqrtLayer layer) => new SqrtActivation();
}

internal sealed class AbsLowering : ActivationLowering<AbsLayer>
{
    protected override Activation Activation(AbsLayer layer) => new AbsActivation();
}

internal sealed class NegLowering : ActivationLowering<NegLayer>
{
    protected override Activation Activation(NegLayer layer) => new NegActivation();
}

internal sealed class ReciprocalLowering : ActivationLowering<ReciprocalLayer>
{
    protected override Activation Activation(ReciprocalLayer layer) => new ReciprocalActivation();
}

internal sealed class PowLowering : ActivationLowering<PowLayer>
{
    protected override Activation Activation(PowLayer layer) => new PowActivation(layer.Exponent);
}

internal sealed class ErfLowering : ActivationLowering<ErfLayer>
{
    protected override Activation Activation(ErfLayer layer) => new ErfActivation();
}

internal sealed class FloorLowering : ActivationLowering<FloorLayer>
{
    protected override Activation Activation(FloorLayer layer) => new FloorActivation();
}

internal sealed class SinLowering : ActivationLowering<SinLayer>
{
    protected override Activation Activation(SinLayer layer) => new SinActivation();
}

internal sealed class CosLowering : ActivationLowering<CosLayer>
{
    protected override Activation Activation(CosLayer layer) => new CosActivation();
}
