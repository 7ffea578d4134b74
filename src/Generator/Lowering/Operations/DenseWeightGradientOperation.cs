using ConvGen.Generator.Kernels.Convolution;
using ConvGen.Generator.Kernels.Depthwise;
using ConvGen.Generator.Kernels.Normalisation;
using ConvGen.Generator.Planning;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Gradient of a dense layer to its weights.</summary>
internal sealed class DenseWeightGradientOperation(string layer, Value input, Value outputGradient, string weights) : Operation(layer)
{
    private Value _input = input;

    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => [_input, outputGradient];

    /// <inheritdoc/>
    public override Value? Writes => null;

    /// <inheritdoc/>
    public override bool AcceptsPlanar(Value value) => value == _input;

    /// <inheritdoc/>
    public override IEnumerable<Operation> Legalize()
    {
        if (_input.Layout.IsContiguous)
        {
            return [this];
        }

        var dense = new Value(_input.Name, _input.Channels, _input.Size) { IsPlanar = _input.IsPlanar };
        var copy = new CopyOperation(Layer, _input, dense, accumulates: false) { IsPreparation = true };
        _input = dense;
        return [copy, this];
    }

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule)
    {
        (int channels, int positions) = DenseInput.Of(_input);
        WeightMapText map = WeightMapText.Dense(outputGradient.Channels, channels, positions);
        WeightGradientSteps.Add(
            schedule, "DenseWeightGradient", map, DenseInput.Lattice(_input), outputGradient.Lattice, ScheduleBuilder.At(_input), ScheduleBuilder.At(outputGradient), weights, mayslice: false);
    }
}
