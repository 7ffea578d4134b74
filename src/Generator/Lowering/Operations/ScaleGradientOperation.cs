using ConvGen.Generator.Kernels.Normalisation;
using ConvGen.Generator.Planning;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Gradients of a normalisation by the statistics of each example to its scale and shift.</summary>
internal sealed class ScaleGradientOperation(ExampleNormalisation norm, Value input, Value statistics, Value outputGradient) : Operation(norm.Layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => [input, statistics, outputGradient];

    /// <inheritdoc/>
    public override Value? Writes => null;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule)
    {
        Operand[] values = [ScheduleBuilder.At(input), ScheduleBuilder.At(outputGradient), .. norm.Parts(statistics)];
        string[] tensors = norm.ShiftTensor is null ? [norm.ScaleTensor!] : [norm.ScaleTensor!, norm.ShiftTensor];
        if (norm.Kind == ElementScaleKind.Channels)
        {
            schedule.Step(
                new ChannelScaleGradientKernel(norm.Sets, input.Lattice, outputGradient.Lattice, statistics.Lattice, tensors.Length > 1),
                [.. values, .. tensors.Select(schedule.Gradient)]);
            return;
        }

        var kernel = new ElementScaleGradientKernel(
            norm.Sets, input.Lattice, outputGradient.Lattice, statistics.Lattice, norm.IsCentred, tensors.Length > 1);
        Operand[] sums = [.. tensors.Select(_ => schedule.Scratch(kernel.ResultLength))];
        schedule.Step(kernel, [.. values, .. sums]);
        foreach ((Operand sum, string tensor) in sums.Zip(tensors, (sum, tensor) => (sum, tensor)))
        {
            string arguments = $"{sum.Expression}, {schedule.Gradient(tensor).Expression}";
            schedule.Call(norm.Kind == ElementScaleKind.Elements
                ? $"{Names.Packing}.UnpackConvolution({arguments}, {norm.Map.Expression()}, 1, 0);"
                : $"{Names.Packing}.SumChannels({arguments}, {Of(norm.Sets.Channels)}, {Of(norm.Sets.Inner.Positions)});");
        }
    }
}
