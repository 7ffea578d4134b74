using ConvGen.Generator.Planning;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Makes weights of scores, before whatever packs them.</summary>
internal sealed class TapSoftmaxOperation(string layer, TapSoftmax weights) : Operation(layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => [];

    /// <inheritdoc/>
    public override Value? Writes => null;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule) => schedule.Derive(weights.Name, weights.Channels * weights.Taps, to =>
        $"{Names.Packing}.Softmax({schedule.PackSource(weights.Scores)}, {to}, {Of(weights.Channels)}, {Of(weights.Taps)});");
}
