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
        if (IsDepthwise)
        {
            var depthwise = new DepthwiseWeightGradientKernel("DepthwiseWeightGradient", map.Channels.OutputBlocks, map.Window, input.Lattice, outputGradient.Lattice);
            Operand perChannel = schedule.Scratch(map.Channels.OutputBlocks * map.Window.Taps * ValueLayout.BlockSize);
            schedule.Step(depthwise, x, ScheduleBuilder.At(outputGradient), perChannel);
            schedule.Call($"Packing.UnpackDepthwise({perChannel.Expression}, {schedule.Gradient(weights).Expression}, {map.Expression()});");
            return;
        }

        WeightGradientSteps.Add(schedule, "WeightGradient", map, input.Lattice, outputGradient.Lattice, x, ScheduleBuilder.At(outputGradient), weights, mayslice: true);
    }
}

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
        var copy = new CopyOperation(Layer, _input, dense, accumulates: false);
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

/// <summary>The steps of a weight gradient: sums in packed order, then the tensor's gradient.</summary>
internal static class WeightGradientSteps
{
    // Ranges of examples that are summed apart where the weights alone are too few pieces of work for several threads.
    private const int SlicesOfFewWeights = 4;
    private const int FewPieces = 8;

    public static void Add(
        ScheduleBuilder schedule, string kind, WeightMapText map, Lattice input, Lattice gradient, Operand x, Operand dy, string weights, bool mayslice)
    {
        ChannelGroups channels = map.Channels;
        string label = $"{kind}{Of(map.Window.Height.Taps)}x{Of(map.Window.Width.Taps)}From{Of(channels.Inputs)}To{Of(channels.Outputs)}";
        var whole = new WeightGradientKernel(label, channels, map.Window, input, gradient, 1);
        bool few = whole.Items(Emission.VectorTarget.Avx512).Count < FewPieces;
        WeightGradientKernel kernel = whole with { Slices = mayslice && few ? SlicesOfFewWeights : 1 };
        Operand sums = schedule.Scratch(kernel.Slices * kernel.ResultLength);
        schedule.Step(kernel, x, dy, sums);
        schedule.Call($"Packing.UnpackConvolution({sums.Expression}, {schedule.Gradient(weights).Expression}, {map.Expression()}, {Of(kernel.Slices)}, {Of(kernel.ResultLength)});");
    }
}

/// <summary>Gradient of a bias: the output's gradient summed over examples and positions.</summary>
internal sealed class BiasGradientOperation(string layer, Value outputGradient, string bias) : Operation(layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => [outputGradient];

    /// <inheritdoc/>
    public override Value? Writes => null;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule) => schedule.Step(
        new ChannelSumKernel(outputGradient.Layout.Blocks, outputGradient.Size, outputGradient.Lattice),
        ScheduleBuilder.At(outputGradient),
        schedule.Gradient(bias));
}
