using ConvGen.Generator.Kernels.Dense;
using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Planning;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Gradient of a dense layer to its input: the transposed matrix times the output's gradient.</summary>
internal sealed class DenseInputGradientOperation(string layer, Value outputGradient, Value inputGradient, string weights, bool accumulates) : Operation(layer)
{
    private readonly Value _inputGradient = inputGradient;
    private Value _result = inputGradient;
    private bool _accumulates = accumulates;

    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => _accumulates ? [outputGradient, _result] : [outputGradient];

    /// <inheritdoc/>
    public override Value? Writes => _result;

    /// <inheritdoc/>
    public override IEnumerable<Operation> Legalize()
    {
        if (_inputGradient.Layout.IsContiguous)
        {
            return [this];
        }

        // The kernel writes a map without a border.
        _result = new Value(_inputGradient.Name, _inputGradient.Channels, _inputGradient.Size);
        var copy = new CopyOperation(Layer, _result, _inputGradient, _accumulates);
        _accumulates = false;
        return [this, copy];
    }

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule)
    {
        int units = outputGradient.Channels;
        WeightMapText map = WeightMapText.DenseInputGradient(units, _result.Channels, _result.Size.Positions);
        PackedRegion packed = schedule.Packed(map.Length, to =>
            $"{Names.Packing}.Convolution({schedule.PackSource(weights)}, ref {Names.Unsafe}.NullRef<float>(), {to}, {map.Expression()});");
        var kernel = new DenseKernel(
            $"DenseInputGradientFrom{Of(units)}To{Of(_result.Channels * _result.Size.Positions)}",
            units,
            1,
            DenseInput.Lattice(outputGradient),
            map.Channels.OutputBlocks * _result.Size.Positions,
            _result.Layout.ExampleStride,
            _accumulates,
            HasBias: false,
            Activation.Identity);
        schedule.Step(kernel, ScheduleBuilder.At(outputGradient), packed.Operand, ScheduleBuilder.At(_result));
    }
}
