using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Planning;
using ConvGen.Generator.Plans;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Scheduling.Operations.Convolutions;

/// <summary>The steps of a convolution.</summary>
internal sealed class ConvolutionSteps
{
    private readonly ConvolutionOperation _operation;
    private readonly ScheduleBuilder _schedule;
    private readonly PackedBias _bias;

    /// <summary>Begins the steps with the packing of bias and batch normalisation.</summary>
    /// <param name="operation">The convolution.</param>
    /// <param name="schedule">Takes the steps.</param>
    public ConvolutionSteps(ConvolutionOperation operation, ScheduleBuilder schedule)
    {
        _operation = operation;
        _schedule = schedule;
        _bias = schedule.PackBias(operation, operation.Channels.Outputs);
    }

    /// <summary>The packed bias; null for none.</summary>
    public Place? Bias => _bias.Place;

    private Value Input => _operation.Input;

    private Value Output => _operation.Output;

    /// <summary>The only phase of a plain convolution.</summary>
    /// <param name="input">Strides of the input.</param>
    /// <param name="output">Strides of the output.</param>
    public PhaseRequest OnlyPhase(Strides input, Strides output) => Request(_operation.Phases[0], input, output, residual: null);

    /// <summary>Packs the weights of a kernel.</summary>
    public PackedPlace Weights(PhaseKernel phase) => _schedule.Packed(phase.Weights, phase.WeightLength);

    /// <summary>Adds the steps of every phase.</summary>
    public void Add()
    {
        AddedMap? added = Added();
        if (_operation.HasGaps && _operation.Residual != Output)
        {
            Fill(added);
        }

        if (_schedule.IsByDotProducts(_operation))
        {
            foreach (IReadOnlyList<WeightMap> phases in DotProductPhases.Together(_operation.Phases, Output.Strides))
            {
                AddDotProducts(phases, added);
            }
        }
        else
        {
            foreach (ConvolutionPhase phase in _schedule.PhasesOf(_operation))
            {
                Add(phase, added);
            }
        }

        if (_operation.Pool is { } pool)
        {
            _schedule.Describe(pool.Layer, $"pooling, with {_operation.Layer}");
        }
    }

    // Positions that no tap reaches have the bias, the residual and the activation all the same. The phases then write over the others.
    private void Fill(AddedMap? added)
    {
        var kernel = new ElementwiseKernel(
            new FillFunction(_operation.HasBias, added is not null, _operation.Activation),
            Output.Layout.Blocks,
            Output.Size,
            added is null ? EquatableArray<Strides>.Empty : new EquatableArray<Strides>(added.Strides),
            Output.Strides,
            Accumulates: false);
        Place? slopes = _operation.Activation.BehindBias is { } distance ? _bias.Place!.Plus(distance) : null;
        _schedule.Prepare(kernel, added?.First, _bias.Place, slopes, ScheduleBuilder.At(Output));
    }

    // Biases of positions are the same for every example, and otherwise like a value.
    private AddedMap? Added()
    {
        if (_operation.Residual is { } residual)
        {
            return new(residual.Strides, ScheduleBuilder.At(residual));
        }

        if (_operation.UnitBias is not { } bias)
        {
            return null;
        }

        var layout = new ValueLayout(Blocked: true, Output.Channels, Output.Size, default);
        PackedPlace units = _schedule.Packed(new PackUnits(_schedule.Source(bias), Output.Channels, Output.Size.Positions), layout.Length);
        return new(Strides.Of(layout) with { Example = 0 }, units);
    }

    private void Add(ConvolutionPhase phase, AddedMap? addedMap)
    {
        WeightMap map = phase.Map;
        Place x = ScheduleBuilder.At(Input, Input.Strides.WindowStart(map.Window));
        Place y = ScheduleBuilder.At(Output, Output.Strides.OutputStart(map.Window));
        PhaseRequest request = Request(map, Input.Strides, Output.Strides, addedMap?.Strides);
        if (Output.IsPlanar)
        {
            PhaseKernel planar = PlanarPhases.Rows(request);
            _schedule.Step(planar.Kernel, x, Weights(planar), Bias, y);
            return;
        }

        PhaseKernel exact = Exact(request);
        PhaseKernel? fast = Fast(request, phase);
        Place? added = addedMap?.First.Plus(addedMap.Strides.OutputStart(map.Window));
        if (fast is null)
        {
            _schedule.Step(exact.Kernel, x, Weights(exact), Bias, added, y);
            return;
        }

        // Both share a place for their weights: a network is exact or it is not.
        PackedPlace either = _schedule.Packed(
            new PackExactOrFast(exact.Weights, fast.Weights), Math.Max(exact.WeightLength, fast.WeightLength));
        _schedule.Step(fast.Kernel, StepMode.Fast, x, either, Bias, added, y, _schedule.Workspace(fast.WorkspaceLength));
        _schedule.Step(exact.Kernel, StepMode.Exact, x, either, Bias, added, y);
    }

    private void AddDotProducts(IReadOnlyList<WeightMap> phases, AddedMap? added)
    {
        PhaseRequest[] requests = [.. phases.Select(map => Request(map, Input.Strides, Output.Strides, added?.Strides))];
        WindowGeometry window = phases[0].Window;
        _schedule.Step(
            DotProductPhases.Kernel(requests[0], phases),
            [
                ScheduleBuilder.At(Input, Input.Strides.WindowStart(window)),
                .. requests.Select(each => _schedule.Packed(each.Pack(new InputVectorsForm()), DotProductPhases.WeightLength(each.Map))),
                Bias,
                added?.First.Plus(added.Strides.OutputStart(window)),
                ScheduleBuilder.At(Output, Output.Strides.OutputStart(window)),
            ]);
    }

    private static PhaseKernel Exact(PhaseRequest request) => request.Operation switch
    {
        { IsDepthwise: true } => DepthwisePhase.Of(request),
        { IsLocal: true } => DirectPhases.Local(request),
        _ => DirectPhases.Shared(request),
    };

    // How it is done unless the network is exact; null for no other way.
    private static PhaseKernel? Fast(PhaseRequest request, ConvolutionPhase phase) => phase switch
    {
        _ when request.Operation.IsDepthwise || request.Operation.IsLocal => null,
        { Winograd: { } winograd } => WinogradPhase.Of(request, winograd),
        { Fft: { } fft } => FourierPhase.Of(request, fft),
        _ => null,
    };

    private PhaseRequest Request(WeightMap map, Strides input, Strides output, Strides? residual) =>
        new(_operation, map, _schedule.Source(_operation.Weights), _bias.Scale, input, output, residual);

    /// <summary>What is added to the results at every position: another value, or biases of their own.</summary>
    /// <param name="Strides">How it is walked.</param>
    /// <param name="First">Its first position.</param>
    private sealed record AddedMap(Strides Strides, Place First);
}
