using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Planning;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Gradients to the slopes of a learned rectifier.</summary>
internal sealed class PReluSlopeGradientOperation(string layer, Value input, Value outputGradient, string slopes, bool perChannel) : Operation(layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => [input, outputGradient];

    /// <inheritdoc/>
    public override Value? Writes => null;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule)
    {
        var kernel = new PReluSlopeGradientKernel(input.Layout.Blocks, input.Size, input.Lattice, outputGradient.Lattice);
        Operand x = ScheduleBuilder.At(input), dy = ScheduleBuilder.At(outputGradient), gradient = schedule.Gradient(slopes);
        if (perChannel)
        {
            schedule.Step(kernel, x, dy, gradient);
            return;
        }

        // The one slope's gradient is the sum over the channels, taken as slices of a tensor of one number.
        Operand sums = schedule.Scratch(kernel.Blocks * ValueLayout.BlockSize);
        schedule.Step(kernel, x, dy, sums);
        schedule.Call($"{Names.Packing}.UnpackConvolution({sums.Expression}, {gradient.Expression}, {WeightMapText.Dense(1, 1, 1).Expression()}, {Of(input.Channels)}, 1);");
    }
}
