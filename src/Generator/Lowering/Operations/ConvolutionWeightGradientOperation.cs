using ConvGen.Generator.Kernels.Convolution;
using ConvGen.Generator.Kernels.Depthwise;
using ConvGen.Generator.Kernels.Normalisation;
using ConvGen.Generator.Planning;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Gradient of a convolution to its weights.</summary>
internal sealed class ConvolutionWeightGradientOperation(string layer, Value input, Value outputGradient, WeightMapText map, string weights) : Operation(layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => [input, outputGradient];

    /// <inheritdoc/>
    public override Value? Writes => null;

    private bool IsDepthwise => map.Channels is { Groups: > 1, InputsPerGroup: 1, OutputsPerGroup: 1 };

    /// <inheritdoc/>
    public override bool AcceptsPlanar(Value value) => value == input && !IsDepthwise && (map.Channels.ReadsAll || map.Channels.InputBlocks == 1);

    /// <inheritdoc/>
    public override void RequireHalos() => input.RequireHalo(map.Window.HaloFor(input.Size));

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule)
    {
        Operand x = ScheduleBuilder.At(input, input.Lattice.WindowStart(map.Window));
        Operand dy = ScheduleBuilder.At(outputGradient, outputGradient.Lattice.OutputStart(map.Window));
        Lattice gradient = outputGradient.Lattice.EveryOutput(map.Window);
        if (IsDepthwise)
        {
            var depthwise = new DepthwiseWeightGradientKernel("DepthwiseWeightGradient", map.Channels.OutputBlocks, map.Window.FromItsStart, input.Lattice, gradient);
            Operand perChannel = schedule.Scratch(map.Channels.OutputBlocks * map.Window.Taps * ValueLayout.BlockSize);
            schedule.Step(depthwise, x, dy, perChannel);
            schedule.Call($"{Names.Packing}.UnpackDepthwise({perChannel.Expression}, {schedule.Gradient(weights).Expression}, {map.Expression()});");
            return;
        }

        WeightGradientSteps.Add(schedule, "WeightGradient", map, input.Lattice, gradient, x, dy, weights, mayslice: true);
    }
}
