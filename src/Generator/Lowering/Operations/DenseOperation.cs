using ConvGen.Generator.Kernels.Dense;
using ConvGen.Generator.Planning;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>A dense layer's forward pass.</summary>
internal sealed class DenseOperation(string layer, Value input, Value output, string weights, string? bias)
    : WeightedOperation(layer, input, output, weights, bias)
{
    /// <inheritdoc/>
    public override bool AcceptsPlanar(Value value) => value == Input;

    /// <inheritdoc/>
    public override IEnumerable<Operation> Legalize()
    {
        if (Input.Layout.IsContiguous)
        {
            return [this];
        }

        // The kernel walks a map without a border.
        var dense = new Value(Input.Name, Input.Channels, Input.Size) { IsPlanar = Input.IsPlanar };
        var copy = new CopyOperation(Layer, Input, dense, accumulates: false) { IsPreparation = true };
        Input = dense;
        return [copy, this];
    }

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule)
    {
        (int channels, int positions) = DenseInput.Of(Input);
        WeightMapText map = WeightMapText.Dense(Output.Channels, channels, positions);
        (PackedRegion? bias, string scale) = PackBias(schedule, Output.Channels);
        PackedRegion packed = schedule.Packed(map.Length, to => $"Packing.Convolution({schedule.PackSource(Weights)}, {scale}, {to}, {map.Expression()});");
        var kernel = new DenseKernel(
            $"DenseFrom{Of(channels * positions)}To{Of(Output.Channels)}",
            channels,
            positions,
            DenseInput.Lattice(Input),
            map.Channels.OutputBlocks,
            Output.Layout.ExampleStride,
            Accumulates: false,
            HasBias,
            Activation);
        schedule.Step(kernel, Operands(ScheduleBuilder.At(Input), packed.Operand, bias?.Operand, ScheduleBuilder.At(Output)));
    }
}
