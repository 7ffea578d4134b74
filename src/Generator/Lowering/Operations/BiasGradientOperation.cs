using ConvGen.Generator.Kernels.Convolution;
using ConvGen.Generator.Kernels.Depthwise;
using ConvGen.Generator.Kernels.Normalisation;
using ConvGen.Generator.Planning;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Gradient of a bias: the output's gradient summed over examples and positions.</summary>
internal sealed class BiasGradientOperation(string layer, Value outputGradient, string bias) : Operation(layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => [outputGradient];

    /// <inheritdoc/>
    public override Value? Writes => null;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule) => schedule.Step(
        new ChannelSumKernel(outputGradient.Layout.Blocks, outputGradient.Size, outputGradient.Lattice),
        ScheduleBuilder.At(outputGradient),
        schedule.Gradient(bias));
}
