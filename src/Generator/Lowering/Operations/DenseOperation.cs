using ConvGen.Generator.Emission;
using ConvGen.Generator.Kernels.Dense;
using ConvGen.Generator.Planning;
using ConvGen.Model;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>A dense layer's forward pass.</summary>
internal sealed class DenseOperation(string layer, Value input, Value output, string weights, string? bias, WeightPrecision precision)
    : WeightedOperation(layer, input, output, new TensorWeights(weights), bias)
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
        string Pack(string routine, string to) => $"{Names.Packing}.{routine}({schedule.PackSource(Weights)}, {scale}, {to}, {map.Expression()});";
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
        Operand[] With(PackedRegion region) => Operands(ScheduleBuilder.At(Input), region.Operand, bias?.Operand, ScheduleBuilder.At(Output));
        if (precision == WeightPrecision.Float32)
        {
            schedule.Step(kernel, With(schedule.Packed(map.Length, to => Pack("Convolution", to))));
            return;
        }

        (PackedRegion rounded, PackedRegion exact) = schedule.PackedTwice(
            map.Length / BFloat16.PerFloat, to => Pack("BFloat16", to), map.Length, to => Pack("Convolution", to));
        schedule.Step(kernel with { Label = $"BFloat16{kernel.Label}", Precision = precision }, whenExact: false, With(rounded));
        schedule.Step(kernel, whenExact: true, With(exact));
    }
}
