using ConvGen.Generator.Planning;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Makes of the gradient by weights, which lies in the place of the scores' gradient, the gradient by the scores.</summary>
internal sealed class TapSoftmaxGradientOperation(string layer, TapSoftmax weights) : Operation(layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => [];

    /// <inheritdoc/>
    public override Value? Writes => null;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule) => schedule.Call(
        $"{Names.Packing}.SoftmaxGradient({schedule.Derived(weights.Name).Expression}, {schedule.Gradient(weights.Scores).Expression}, {Of(weights.Channels)}, {Of(weights.Taps)});");
}
