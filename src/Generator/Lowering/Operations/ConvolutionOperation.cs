using ConvGen.Generator.Kernels;
using ConvGen.Generator.Kernels.Convolution;
using ConvGen.Generator.Kernels.Depthwise;
using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Kernels.Fft;
using ConvGen.Generator.Kernels.Planar;
using ConvGen.Generator.Kernels.Pooling;
using ConvGen.Generator.Kernels.Winograd;
using ConvGen.Generator.Planning;
using ConvGen.Model;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>
/// A convolution, or the adjoint of one: an input gradient or a transposed convolution. The adjoint of a strided convolution has several
/// phases, each a dense convolution that yields positions of its own; a forward convolution has one. What is fused with the operation is
/// done by every phase.
/// </summary>
internal sealed class ConvolutionOperation : WeightedOperation
{
    private readonly string _label;
    private readonly ChannelGroups _channels;
    private readonly IReadOnlyList<ConvolutionPhase> _phases;
    private readonly bool _hasGaps;
    private readonly string? _unitBias;
    private string? _poolLayer;

    private ConvolutionOperation(
        string layer,
        string label,
        Value input,
        Value output,
        ChannelGroups channels,
        IReadOnlyList<WeightMapText> phases,
        bool hasGaps,
        WeightSource weights,
        BiasTensor? bias,
        AlgorithmChoice algorithm)
        : base(layer, input, output, weights, bias is { IsPerUnit: false } ? bias.Name : null)
    {
        _label = label;
        _channels = channels;
        _phases = [.. phases.Select(map => ConvolutionPhase.Choose(map, channels, algorithm))];
        _hasGaps = hasGaps;
        _unitBias = bias is { IsPerUnit: true } ? bias.Name : null;
    }

    /// <summary>A convolution.</summary>
    /// <param name="layer">The layer that it belongs to.</param>
    /// <param name="label">What it is for, for names and comments.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="output">What it writes.</param>
    /// <param name="convolution">What it computes.</param>
    /// <param name="bias">Its biases, if it has any.</param>
    /// <param name="algorithm">What decides about its algorithm.</param>
    /// <param name="residual">A value that is added; the output itself to add to what it holds.</param>
    public static ConvolutionOperation Forward(
        string layer,
        string label,
        Value input,
        Value output,
        ConvolutionDefinition convolution,
        BiasTensor? bias,
        AlgorithmChoice algorithm,
        Value? residual = null) =>
        new(layer, label, input, output, convolution.Channels, convolution.Forward(), hasGaps: false, convolution.Weights, bias, algorithm) { Residual = residual };

    /// <summary>The adjoint of a convolution, from its output's shape to its input's.</summary>
    /// <param name="layer">The layer that it belongs to.</param>
    /// <param name="label">What it is for, for names and comments.</param>
    /// <param name="input">What it reads: a map of the shape that the convolution yields.</param>
    /// <param name="output">What it writes: a map of the shape that the convolution reads.</param>
    /// <param name="convolution">The convolution.</param>
    /// <param name="bias">The adjoint's biases, if it has any.</param>
    /// <param name="algorithm">What decides about its algorithm.</param>
    /// <param name="residual">A value that is added; the output itself to add to what it holds.</param>
    public static ConvolutionOperation Adjoint(
        string layer,
        string label,
        Value input,
        Value output,
        ConvolutionDefinition convolution,
        BiasTensor? bias,
        AlgorithmChoice algorithm,
        Value? residual = null)
    {
        (IReadOnlyList<WeightMapText> maps, bool hasGaps) = convolution.Adjoint();
        ChannelGroups channels = convolution.Channels.Transposed;
        return new(layer, label, input, output, channels, maps, hasGaps, convolution.Weights, bias, algorithm) { Residual = residual };
    }

    /// <inheritdoc/>
    public override bool AddsValue => base.AddsValue || _unitBias is not null;

    /// <summary>How 2×2 windows of the results are pooled before they are stored; null where they are not.</summary>
    public CombiningPoolKind? Pool { get; private set; }

    /// <summary>Whether each output channel reads one input channel.</summary>
    public bool IsDepthwise => _channels.Groups > 1 && _channels.InputsPerGroup == 1;

    // Whether every position has weights of its own.
    private bool IsLocal => _phases.Any(p => p.Map.Kernels is { PackedApart: true });

    /// <summary>Whether its output is better planar, given the layout of its input.</summary>
    public bool PrefersPlanarOutput => Input.IsPlanar ? SupportsPlanarKernel && PrefersPlanarKernel : PrefersDotProducts;

    // Whether the planar kernel can do it.
    private bool SupportsPlanarKernel => _phases.Count == 1 && !_hasGaps && _channels.Groups == 1 && !AddsValue && !IsLocal && _phases[0].Fft is null && !Output.IsPart
        && _phases[0].Map.Window is { Width: { InStep: 1, OutStep: 1, Count: >= PlanarConvolutionKernel.NarrowestRow }, Height.OutStep: 1 };

    // Whether few dot products for each pixel take less than blocks of outputs.
    private bool PrefersDotProducts => IsPlain && Pool is null && !Output.IsPart && _channels.Groups == 1
        && Window is { Taps: 1, Width.Count: >= ChannelDotKernel.NarrowestRow } && IsPointwise
        && ChannelDotKernel.IsFaster(_channels.Inputs, _channels.Outputs);

    // Whether vectors along the row waste fewer lanes than vectors of channels. Judged for vectors of 16 on every target, because layouts
    // are the same on all.
    private bool PrefersPlanarKernel
    {
        get
        {
            const int lanes = ValueLayout.BlockSize;
            int width = Window.Width.Count;
            double perRow = width >= lanes ? ValueLayout.CeilDiv(width, lanes) : width >= 8 ? 2 : 4;
            return _channels.Outputs * perRow * 1.15 < ValueLayout.CeilDiv(_channels.Outputs, lanes) * (double)width;
        }
    }

    /// <inheritdoc/>
    public override bool AcceptsPlanar(Value value) => value == Input && value != Residual && !IsDepthwise
        && _phases.All(p => p.IsDirect) && (_channels.ReadsAll || _channels.InputBlocks == 1);

    /// <inheritdoc/>
    public override void RequireHalos()
    {
        foreach (ConvolutionPhase phase in _phases)
        {
            Input.RequireHalo(phase.Map.Window.HaloFor(Input.Size));
            if (phase.Cover is { } cover)
            {
                Input.RequireHalo(cover.HaloFor(Input.Size));
            }
        }
    }

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule)
    {
        (PackedRegion? bias, string scale) = PackBias(schedule, _channels.Outputs);
        AddedMap? added = Added(schedule);
        if (_hasGaps && Residual != Output)
        {
            Fill(schedule, bias, added);
        }

        foreach (ConvolutionPhase phase in _phases)
        {
            Add(schedule, phase, bias, scale, added);
        }

        if (_poolLayer is not null)
        {
            schedule.Describe(_poolLayer, $"pooling, with {Layer}");
        }
    }

    // Positions that no tap reaches have the bias, the residual and the activation all the same. The phases then write over the others.
    private void Fill(ScheduleBuilder schedule, PackedRegion? bias, AddedMap? added)
    {
        var kernel = new ElementwiseKernel(
            new FillFunction(HasBias, added is not null, Activation),
            Output.Layout.Blocks,
            Output.Size,
            added is null ? EquatableArray<Lattice>.Empty : new EquatableArray<Lattice>(added.Strides),
            Output.Lattice,
            Accumulates: false);
        schedule.Prepare(kernel, Operands(added?.At(0), bias?.Operand, ScheduleBuilder.At(Output)));
    }

    // Biases of positions are the same for every example, and otherwise like a value.
    private AddedMap? Added(ScheduleBuilder schedule) => Residual is not null ? AddedMap.OfValue(Residual)
        : _unitBias is not null ? AddedMap.OfBias(_unitBias, Output, schedule)
        : null;

    /// <summary>Whether it is one dense sweep over a plane, by blocks of channels and by the definition, so that it can be done with another.</summary>
    public bool IsPlainDirect => IsPlain && Pool is null && !Output.IsPart && _phases[0].IsDirect && (_channels.Groups == 1 || (IsDepthwise && _channels.OutputsPerGroup == 1));

    /// <summary>Whether it is one dense sweep over a plane whose results nothing is added to.</summary>
    private bool IsPlain => _phases.Count == 1 && !_hasGaps && !AddsValue && !IsLocal && Window.Depth is { Count: 1, Taps: 1 };

    /// <summary>Has the results pooled before they are stored; false where they cannot be.</summary>
    /// <param name="pool">How.</param>
    /// <param name="pooled">What is stored.</param>
    /// <param name="layer">The layer of the pooling.</param>
    public bool TryPool(CombiningPoolKind pool, Value pooled, string layer)
    {
        if (!IsPlain || IsDepthwise || _phases[0].Fft is not null || Pool is not null || Output.IsPart)
        {
            return false;
        }

        Pool = pool;
        _poolLayer = layer;
        Output = pooled;
        return true;
    }

    /// <summary>The window of the only phase.</summary>
    public WindowGeometry Window => _phases[0].Map.Window;

    /// <summary>The direct kernel of the only phase, and its operands.</summary>
    /// <param name="schedule">Where weights are packed.</param>
    /// <param name="output">Strides of the output.</param>
    public (ConvolutionKernel Kernel, Operand X, Operand Weights, Operand? Bias) Direct(ScheduleBuilder schedule, Lattice output)
    {
        (PackedRegion? bias, string scale) = PackBias(schedule, _channels.Outputs);
        WeightMapText map = _phases[0].Map;
        PackedRegion packed = schedule.Packed(map.Length, to => PackDirect(schedule, map, scale, to));
        Operand x = ScheduleBuilder.At(Input, Input.Lattice.WindowStart(map.Window));
        return (DirectKernel(map.Window, map.Window.FromItsStart, output, residual: null), x, packed.Operand, bias?.Operand);
    }

    /// <summary>The depthwise kernel of the only phase, and its operands.</summary>
    /// <param name="schedule">Where weights are packed.</param>
    /// <param name="input">Strides of the input.</param>
    public (DepthwiseKernel Kernel, Operand Weights, Operand? Bias, Operand Y) Depthwise(ScheduleBuilder schedule, Lattice input)
    {
        (PackedRegion? bias, string scale) = PackBias(schedule, _channels.Outputs);
        WeightMapText map = _phases[0].Map;
        Operand y = ScheduleBuilder.At(Output, Output.Lattice.OutputStart(map.Window));
        return (DepthwiseKernel(map.Window, input, residual: null), PackDepthwise(schedule, map, scale), bias?.Operand, y);
    }

    private void Add(ScheduleBuilder schedule, ConvolutionPhase phase, PackedRegion? bias, string scale, AddedMap? addedMap)
    {
        WeightMapText map = phase.Map;
        Lattice inputLattice = Input.Lattice;
        Operand x = ScheduleBuilder.At(Input, inputLattice.WindowStart(map.Window));
        Operand y = ScheduleBuilder.At(Output, Output.Lattice.OutputStart(map.Window));

        // Kernels get references to the first positions, so that phases that differ in nothing else share one.
        WindowGeometry window = map.Window.FromItsStart;
        if (Output.IsPlanar && !Input.IsPlanar)
        {
            PackedRegion filters = schedule.Packed(_channels.Outputs * _channels.Inputs, to =>
                $"{Names.Packing}.Rows({schedule.PackSource(Weights)}, {scale}, {to}, {Of(_channels.Outputs)}, {Of(_channels.Inputs)});");
            var dots = new ChannelDotKernel(
                Label("Planar", window),
                _channels.Inputs,
                _channels.Outputs,
                Flatten(map.Window, inputLattice, residual: null),
                inputLattice,
                Output.Lattice,
                HasBias,
                Activation);
            schedule.Step(dots, Operands(x, filters.Operand, bias?.Operand, y));
            return;
        }

        if (Output.IsPlanar)
        {
            PackedRegion planar = schedule.Packed(_channels.Outputs * _channels.Inputs * window.Taps, to =>
                $"{Names.Packing}.Planar({schedule.PackSource(Weights)}, {scale}, {to}, {map.Expression()});");
            var planarKernel = new PlanarConvolutionKernel(
                Label("Planar", window), _channels.Inputs, _channels.Outputs, window, inputLattice, Output.Lattice, HasBias, Activation, Pool);
            schedule.Step(planarKernel, Operands(x, planar.Operand, bias?.Operand, y));
            return;
        }

        Lattice? residual = addedMap?.Strides;
        Operand? added = addedMap?.At(addedMap.Strides.OutputStart(map.Window));
        if (IsDepthwise)
        {
            schedule.Step(DepthwiseKernel(map.Window, inputLattice, residual), Operands(x, PackDepthwise(schedule, map, scale), bias?.Operand, added, y));
            return;
        }

        if (IsLocal)
        {
            var local = new LocalConvolutionKernel(
                Label("Local", window), _channels, window, inputLattice, Output.Lattice, residual, HasBias, Activation);
            PackedRegion apart = schedule.Packed(map.Length, to => PackDirect(schedule, map, scale, to));
            schedule.Step(local, Operands(x, apart.Operand, bias?.Operand, added, y));
            return;
        }

        ConvolutionKernel kernel = DirectKernel(map.Window, Flatten(map.Window, inputLattice, residual), Output.Lattice, residual);
        if (phase.IsDirect)
        {
            PackedRegion packed = schedule.Packed(map.Length, to => PackDirect(schedule, map, scale, to));
            schedule.Step(kernel, Operands(x, packed.Operand, bias?.Operand, added, y));
            return;
        }

        // Both ways share a place for their weights: a network is exact or it is not.
        (int length, string routine, string arguments) = phase.Packing;
        string Transformed(string to) => $"{Names.Packing}.{routine}({schedule.PackSource(Weights)}, {scale}, {to}, {map.Expression()}, {arguments});";
        PackedRegion either = schedule.Packed(
            Math.Max(map.Length, length), to => ScheduleBuilder.Either(PackDirect(schedule, map, scale, to), Transformed(to)));
        (Kernel fast, int workspace) = Fast(phase, window, inputLattice, residual);
        schedule.Step(fast, whenExact: false, Operands(x, either.Operand, bias?.Operand, added, y, schedule.Workspace(workspace)));
        schedule.Step(kernel, whenExact: true, Operands(x, either.Operand, bias?.Operand, added, y));
    }

    private (Kernel Kernel, int Workspace) Fast(ConvolutionPhase phase, WindowGeometry window, Lattice input, Lattice? residual)
    {
        if (phase.Winograd is { } winograd)
        {
            var kernel = new WinogradKernel(Label("Winograd", window), winograd, input, Output.Lattice, residual, HasBias, Activation, Pool);
            return (kernel, kernel.WorkspaceLength);
        }

        var transforms = new FftKernel(Label("Fourier", window), phase.Fft!, input, Output.Lattice, residual, HasBias, Activation);
        return (transforms, transforms.WorkspaceLength);
    }

    private ConvolutionKernel DirectKernel(WindowGeometry window, WindowGeometry seen, Lattice output, Lattice? residual) => new(
        Label(string.Empty, window), _channels, seen, Input.Lattice, output, residual, HasBias, Activation, WorkOrders.Choose(_channels, window), Pool: Pool);

    private DepthwiseKernel DepthwiseKernel(WindowGeometry window, Lattice input, Lattice? residual) => new(
        Label("Depthwise", window), _channels.OutputBlocks, window.FromItsStart, input, Output.Lattice, residual, HasBias, Activation, _channels.OutputsPerGroup);

    private string PackDirect(ScheduleBuilder schedule, WeightMapText map, string scale, string to) =>
        $"{Names.Packing}.Convolution({schedule.PackSource(Weights)}, {scale}, {to}, {map.Expression()});";

    private Operand PackDepthwise(ScheduleBuilder schedule, WeightMapText map, string scale) =>
        schedule.Packed(_channels.OutputBlocks * map.Window.Taps * ValueLayout.BlockSize, to =>
            $"{Names.Packing}.Depthwise({schedule.PackSource(Weights)}, {scale}, {to}, {map.Expression()});").Operand;

    // Whether every pixel is computed from its own.
    private bool IsPointwise => Window.Taps == 1 && Input.Size == Output.Size
        && new[] { Window.Depth, Window.Height, Window.Width }.All(a => a is { InStep: 1, OutStep: 1, InStart: 0, OutStart: 0 });

    // A 1×1 convolution of stride 1 over maps without gaps sees one long row.
    private WindowGeometry Flatten(WindowGeometry window, Lattice input, Lattice? residual)
    {
        Extent size = Output.Size;
        if (!IsPointwise || !input.IsDense(size) || !Output.Lattice.IsDense(size) || !(residual?.IsDense(size) ?? true))
        {
            return window.FromItsStart;
        }

        var row = new AxisWindow(size.Positions, 0, 1, 0, 1, 1, 1);
        return new WindowGeometry(AxisWindow.Unit, AxisWindow.Unit, row);
    }

    private string Label(string kind, WindowGeometry window)
    {
        string taps = (window.Depth.Taps > 1 ? $"{Of(window.Depth.Taps)}x" : string.Empty) + $"{Of(window.Height.Taps)}x{Of(window.Width.Taps)}";
        return $"{kind}{_label}{taps}From{Of(_channels.Inputs)}To{Of(_channels.Outputs)}";
    }
}
