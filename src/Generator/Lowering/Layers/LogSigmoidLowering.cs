using ConvGen.Generator.Functions;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class LogSigmoidLowering : ActivationLowering<LogSigmoidLayer>
{
    protected override Activation Activation(LogSigmoidLayer layer) => new LogSigmoidActivation();
}
