using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Kernels;
using ConvGen.Generator.Kernels.Convolution;
using ConvGen.Generator.Kernels.Depthwise;
using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Kernels.Fft;
using ConvGen.Generator.Kernels.Planar;
using ConvGen.Generator.Kernels.Winograd;
using ConvGen.Generator.Planning;
using ConvGen.Generator.Plans;
using ConvGen.Generator.Program;
using ConvGen.Generator.Tiling;
using static ConvGen.Generator.Writing.Text;

namespace ConvGen.Generator.Scheduling.Operations;

/// <summary>A convolution that is done together with the depthwise one behind it: its kernel and what that works on.</summary>
internal sealed record ConvolutionPart(ConvolutionKernel Kernel, Place X, Place Weights, Place? Bias);

/// <summary>The depthwise one: its kernel and what that works on.</summary>
internal sealed record DepthwisePart(DepthwiseKernel Kernel, Place Weights, Place? Bias, Place Y);

/// <summary>The steps of a convolution.</summary>
/// <param name="operation">The convolution.</param>
/// <param name="schedule">Takes the steps.</param>
internal sealed class ConvolutionSteps(ConvolutionOperation operation, ScheduleBuilder schedule)
{
    private ChannelGroups Channels => operation.Channels;

    private Value Input => operation.Input;

    private Value Output => operation.Output;

    /// <summary>Adds the steps of every phase.</summary>
    public void Add()
    {
        PackedBias bias = schedule.PackBias(operation, Channels.Outputs);
        AddedMap? added = Added();
        if (operation.HasGaps && operation.Residual != Output)
        {
            Fill(bias, added);
        }

        foreach (ConvolutionPhase phase in schedule.PhasesOf(operation))
        {
            Add(phase, bias, added);
        }

        if (operation.Pool is { } pool)
        {
            schedule.Describe(pool.Layer, $"pooling, with {operation.Layer}");
        }
    }

    /// <summary>The direct kernel of the only phase.</summary>
    /// <param name="output">Strides of the output.</param>
    public ConvolutionPart Direct(Strides output)
    {
        PackedBias bias = schedule.PackBias(operation, Channels.Outputs);
        WeightMap map = operation.Phases[0];
        PackedPlace weights = schedule.Packed(Pack(new BlockedForm(), map, bias), map.Length);
        return new(DirectKernel(map.Window, map.Window.FromItsStart, output, residual: null), X(map), weights, bias.Place);
    }

    /// <summary>The depthwise kernel of the only phase.</summary>
    /// <param name="input">Strides of the input.</param>
    public DepthwisePart Depthwise(Strides input)
    {
        PackedBias bias = schedule.PackBias(operation, Channels.Outputs);
        WeightMap map = operation.Phases[0];
        Place y = Y(map);
        return new(DepthwiseKernel(map.Window, input, residual: null), PackDepthwise(map, bias), bias.Place, y);
    }

    // Positions that no tap reaches have the bias, the residual and the activation all the same. The phases then write over the others.
    private void Fill(PackedBias bias, AddedMap? added)
    {
        var kernel = new ElementwiseKernel(
            new FillFunction(operation.HasBias, added is not null, operation.Activation),
            Output.Layout.Blocks,
            Output.Size,
            added is null ? EquatableArray<Strides>.Empty : new EquatableArray<Strides>(added.Strides),
            Output.Strides,
            Accumulates: false);
        schedule.Prepare(kernel, added?.First, bias.Place, ScheduleBuilder.At(Output));
    }

    // Biases of positions are the same for every example, and otherwise like a value.
    private AddedMap? Added()
    {
        if (operation.Residual is { } residual)
        {
            return new(residual.Strides, ScheduleBuilder.At(residual));
        }

        if (operation.UnitBias is not { } bias)
        {
            return null;
        }

        var layout = new ValueLayout(Blocked: true, Output.Channels, Output.Size, default);
        PackedPlace units = schedule.Packed(new PackUnits(schedule.Source(bias), Output.Channels, Output.Size.Positions), layout.Length);
        return new(Strides.Of(layout) with { Example = 0 }, units);
    }

    private void Add(ConvolutionPhase phase, PackedBias bias, AddedMap? addedMap)
    {
        WeightMap map = phase.Map;

        // Kernels get references to the first positions, so that phases that differ in nothing else share one.
        WindowGeometry window = map.Window.FromItsStart;
        if (Output.IsPlanar)
        {
            AddPlanar(map, window, bias);
            return;
        }

        Place x = X(map), y = Y(map);
        Strides? residual = addedMap?.Strides;
        Place? added = addedMap?.First.Plus(addedMap.Strides.OutputStart(map.Window));
        if (operation.IsDepthwise)
        {
            schedule.Step(DepthwiseKernel(map.Window, Input.Strides, residual), x, PackDepthwise(map, bias), bias.Place, added, y);
            return;
        }

        PackWeights direct = Pack(new BlockedForm(), map, bias);
        if (operation.IsLocal)
        {
            var local = new LocalConvolutionKernel(
                Label("Local", window), Channels, window, Input.Strides, Output.Strides, residual, operation.HasBias, operation.Activation);
            schedule.Step(local, x, schedule.Packed(direct, map.Length), bias.Place, added, y);
            return;
        }

        ConvolutionKernel kernel = DirectKernel(map.Window, Flatten(map.Window, residual), Output.Strides, residual);
        if (phase.IsDirect)
        {
            schedule.Step(kernel, x, schedule.Packed(direct, map.Length), bias.Place, added, y);
            return;
        }

        // Both ways share a place for their weights: a network is exact or it is not.
        FastWay fast = Fast(phase, window, residual);
        PackedPlace either = schedule.Packed(new PackExactOrFast(direct, Pack(fast.Form, map, bias)), Math.Max(map.Length, fast.WeightLength));
        schedule.Step(fast.Kernel, StepMode.Fast, x, either, bias.Place, added, y, schedule.Workspace(fast.WorkspaceLength));
        schedule.Step(kernel, StepMode.Exact, x, either, bias.Place, added, y);
    }

    private void AddPlanar(WeightMap map, WindowGeometry window, PackedBias bias)
    {
        if (Input.IsPlanar)
        {
            PackedPlace planar = schedule.Packed(Pack(new PlanarForm(), map, bias), Channels.Outputs * Channels.Inputs * window.Taps);
            var rows = new PlanarConvolutionKernel(
                Label("Planar", window),
                Channels.Inputs,
                Channels.Outputs,
                window,
                Input.Strides,
                Output.Strides,
                operation.HasBias,
                operation.Activation,
                operation.Pool?.Kind);
            schedule.Step(rows, X(map), planar, bias.Place, Y(map));
            return;
        }

        PackedPlace filters = schedule.Packed(
            new PackRows(schedule.Source(operation.Weights), bias.Scale, Channels.Outputs, Channels.Inputs), Channels.Outputs * Channels.Inputs);
        var dots = new ChannelDotKernel(
            Label("Planar", window),
            Channels.Inputs,
            Channels.Outputs,
            Flatten(map.Window, residual: null),
            Input.Strides,
            Output.Strides,
            operation.HasBias,
            operation.Activation);
        schedule.Step(dots, X(map), filters, bias.Place, Y(map));
    }

    private FastWay Fast(ConvolutionPhase phase, WindowGeometry window, Strides? residual)
    {
        if (phase.Winograd is { } winograd)
        {
            var kernel = new WinogradKernel(
                Label("Winograd", window), winograd, Input.Strides, Output.Strides, residual, operation.HasBias, operation.Activation, operation.Pool?.Kind);
            return new(kernel, kernel.WorkspaceLength, new WinogradForm(winograd.Transform.Outputs), WinogradKernel.WeightLength(winograd));
        }

        FftPlan plan = phase.Fft!;
        var transforms = new FftKernel(Label("Fourier", window), plan, Input.Strides, Output.Strides, residual, operation.HasBias, operation.Activation);
        return new(transforms, transforms.WorkspaceLength, new FourierForm(plan.Rows, plan.Columns), plan.WeightLength);
    }

    private Place X(WeightMap map) => ScheduleBuilder.At(Input, Input.Strides.WindowStart(map.Window));

    private Place Y(WeightMap map) => ScheduleBuilder.At(Output, Output.Strides.OutputStart(map.Window));

    private ConvolutionKernel DirectKernel(WindowGeometry window, WindowGeometry seen, Strides output, Strides? residual) => new(
        Label(string.Empty, window),
        Channels,
        seen,
        Input.Strides,
        output,
        residual,
        operation.HasBias,
        operation.Activation,
        WorkOrders.Choose(Channels, window),
        Pool: operation.Pool?.Kind);

    private DepthwiseKernel DepthwiseKernel(WindowGeometry window, Strides input, Strides? residual) => new(
        Label("Depthwise", window),
        Channels.OutputBlocks,
        window.FromItsStart,
        input,
        Output.Strides,
        residual,
        operation.HasBias,
        operation.Activation,
        Channels.OutputsPerGroup);

    private PackWeights Pack(WeightForm form, WeightMap map, PackedBias bias) => new(form, schedule.Source(operation.Weights), bias.Scale, map.Order);

    private PackedPlace PackDepthwise(WeightMap map, PackedBias bias) =>
        schedule.Packed(Pack(new DepthwiseForm(), map, bias), Channels.OutputBlocks * map.Window.Taps * ValueLayout.BlockSize);

    // A 1×1 convolution of stride 1 over maps without gaps sees one long row.
    private WindowGeometry Flatten(WindowGeometry window, Strides? residual)
    {
        Extent size = Output.Size;
        if (!operation.IsPointwise || !Input.Strides.IsDense(size) || !Output.Strides.IsDense(size) || !(residual?.IsDense(size) ?? true))
        {
            return window.FromItsStart;
        }

        var row = new AxisWindow(size.Positions, 0, 1, 0, 1, 1, 1);
        return new WindowGeometry(AxisWindow.Unit, AxisWindow.Unit, row);
    }

    private string Label(string kind, WindowGeometry window)
    {
        string taps = (window.Depth.Taps > 1 ? $"{Of(window.Depth.Taps)}x" : string.Empty) + $"{Of(window.Height.Taps)}x{Of(window.Width.Taps)}";
        return $"{kind}{operation.Label}{taps}From{Of(Channels.Inputs)}To{Of(Channels.Outputs)}";
    }

    /// <summary>What is added to the results at every position: another value, or biases of their own.</summary>
    /// <param name="Strides">How it is walked.</param>
    /// <param name="First">Its first position.</param>
    private sealed record AddedMap(Strides Strides, Place First);

    /// <summary>How a phase is done unless the network is exact.</summary>
    /// <param name="Kernel">What does it.</param>
    /// <param name="WorkspaceLength">Floats that each thread needs for it.</param>
    /// <param name="Form">How its weights are stored.</param>
    /// <param name="WeightLength">Floats of them.</param>
    private sealed record FastWay(EmittedKernel Kernel, int WorkspaceLength, WeightForm Form, int WeightLength);
}
