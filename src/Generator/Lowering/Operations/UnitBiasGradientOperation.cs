using ConvGen.Generator.Kernels.Normalisation;
using ConvGen.Generator.Planning;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Gradient of a bias that every position has for itself: the output's gradient summed over examples.</summary>
internal sealed class UnitBiasGradientOperation(string layer, Value outputGradient, string bias) : Operation(layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => [outputGradient];

    /// <inheritdoc/>
    public override Value? Writes => null;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule)
    {
        var kernel = new ExampleSumKernel(outputGradient.Layout.Blocks, outputGradient.Size, outputGradient.Lattice);
        Operand sums = schedule.Scratch(kernel.ResultLength);
        schedule.Step(kernel, ScheduleBuilder.At(outputGradient), sums);
        schedule.Call($"{Names.Packing}.UnpackUnits({sums.Expression}, {schedule.Gradient(bias).Expression}, {Of(outputGradient.Channels)}, {Of(outputGradient.Size.Positions)});");
    }
}
