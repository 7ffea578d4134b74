using ConvGen.Generator.Kernels.Convolution;
using ConvGen.Generator.Kernels.Depthwise;
using ConvGen.Generator.Kernels.Elementwise;
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
    private readonly IReadOnlyList<(WeightMapText Map, WinogradPlan? Winograd)> _phases;
    private readonly bool _hasGaps;
    private string? _poolLayer;

    private ConvolutionOperation(
        string layer,
        string label,
        Value input,
        Value output,
        ChannelGroups channels,
        IReadOnlyList<WeightMapText> phases,
        bool hasGaps,
        string weights,
        string? bias,
        AlgorithmChoice algorithm)
        : base(layer, input, output, weights, bias)
    {
        _label = label;
        _channels = channels;
        _phases = [.. phases.Select(map => (map, algorithm.Winograd(channels, map.Window)))];
        _hasGaps = hasGaps;
    }

    /// <summary>A convolution.</summary>
    /// <param name="layer">The layer that it belongs to.</param>
    /// <param name="label">What it is for, for names and comments.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="output">What it writes.</param>
    /// <param name="channels">Its channels.</param>
    /// <param name="axes">Its window along each axis.</param>
    /// <param name="weights">The name of its weights.</param>
    /// <param name="bias">The name of its bias, if it has one.</param>
    /// <param name="algorithm">What decides about its algorithm.</param>
    /// <param name="residual">A value that is added; the output itself to add to what it holds.</param>
    public static ConvolutionOperation Forward(
        string layer,
        string label,
        Value input,
        Value output,
        ChannelGroups channels,
        EquatableArray<WindowAxis> axes,
        string weights,
        string? bias,
        AlgorithmChoice algorithm,
        Value? residual = null)
    {
        WeightMapText map = WeightMapText.Forward(channels, WindowGeometry.Forward(axes));
        return new ConvolutionOperation(layer, label, input, output, channels, [map], hasGaps: false, weights, bias, algorithm) { Residual = residual };
    }

    /// <summary>The adjoint of a convolution, from its output's shape to its input's.</summary>
    /// <param name="layer">The layer that it belongs to.</param>
    /// <param name="label">What it is for, for names and comments.</param>
    /// <param name="input">What it reads: a map of the shape that the convolution yields.</param>
    /// <param name="output">What it writes: a map of the shape that the convolution reads.</param>
    /// <param name="channels">The convolution's channels.</param>
    /// <param name="axes">The convolution's window along each axis.</param>
    /// <param name="weights">The name of the weights, in the convolution's order.</param>
    /// <param name="bias">The name of its bias, if it has one.</param>
    /// <param name="algorithm">What decides about its algorithm.</param>
    /// <param name="residual">A value that is added; the output itself to add to what it holds.</param>
    public static ConvolutionOperation Adjoint(
        string layer,
        string label,
        Value input,
        Value output,
        ChannelGroups channels,
        EquatableArray<WindowAxis> axes,
        string weights,
        string? bias,
        AlgorithmChoice algorithm,
        Value? residual = null)
    {
        WindowGeometry forward = WindowGeometry.Forward(axes);
        IReadOnlyList<InputGradientPhase> phases = InputGradientPhases.Split(axes);
        WeightMapText[] maps = [.. phases.Where(p => !p.IsEmpty).Select(p => WeightMapText.InputGradient(channels, forward, p))];
        bool hasGaps = phases.Any(p => p.IsEmpty);
        return new ConvolutionOperation(layer, label, input, output, channels.Transposed, maps, hasGaps, weights, bias, algorithm) { Residual = residual };
    }

    /// <summary>How 2×2 windows of the results are pooled before they are stored; null where they are not.</summary>
    public CombiningPoolKind? Pool { get; private set; }

    /// <summary>Whether each output channel reads its own input channel and no other.</summary>
    public bool IsDepthwise => _channels.Groups > 1 && _channels.InputsPerGroup == 1 && _channels.OutputsPerGroup == 1;

    /// <summary>Whether its output is better planar, given the layout of its input.</summary>
    public bool PrefersPlanarOutput => Input.IsPlanar ? SupportsPlanarKernel && PrefersPlanarKernel : PrefersDotProducts;

    // Whether the planar kernel can do it.
    private bool SupportsPlanarKernel => _phases.Count == 1 && !_hasGaps && _channels.Groups == 1 && Residual is null && !Output.IsPart
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
        && _phases.All(p => p.Winograd is null) && (_channels.ReadsAll || _channels.InputBlocks == 1);

    /// <inheritdoc/>
    public override void RequireHalos()
    {
        foreach ((WeightMapText map, WinogradPlan? winograd) in _phases)
        {
            Input.RequireHalo(map.Window.HaloFor(Input.Size));
            if (winograd is not null)
            {
                Input.RequireHalo(winograd.Cover(map.Window).HaloFor(Input.Size));
            }
        }
    }

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule)
    {
        (PackedRegion? bias, string scale) = PackBias(schedule, _channels.Outputs);
        if (_hasGaps && Residual != Output)
        {
            Fill(schedule, bias);
        }

        foreach ((WeightMapText map, WinogradPlan? winograd) in _phases)
        {
            Add(schedule, map, winograd, bias, scale);
        }

        if (_poolLayer is not null)
        {
            schedule.Describe(_poolLayer, $"pooling, with {Layer}");
        }
    }

    // Positions that no tap reaches have the bias, the residual and the activation all the same. The phases then write over the others.
    private void Fill(ScheduleBuilder schedule, PackedRegion? bias)
    {
        var kernel = new ElementwiseKernel(
            new FillFunction(HasBias, Residual is not null, Activation),
            Output.Layout.Blocks,
            Output.Size,
            Residual is null ? EquatableArray<Lattice>.Empty : new EquatableArray<Lattice>(Residual.Lattice),
            Output.Lattice,
            Accumulates: false);
        Operand? added = Residual is null ? null : ScheduleBuilder.At(Residual);
        schedule.Prepare(kernel, Operands(added, bias?.Operand, ScheduleBuilder.At(Output)));
    }

    /// <summary>Whether it is one dense sweep over a plane, by blocks of channels and by the definition, so that it can be done with another.</summary>
    public bool IsPlainDirect => IsPlain && Pool is null && !Output.IsPart && _phases[0].Winograd is null && (IsDepthwise || _channels.Groups == 1);

    /// <summary>Whether it is one dense sweep over a plane whose results nothing is added to.</summary>
    private bool IsPlain => _phases.Count == 1 && !_hasGaps && Residual is null && Window.Depth is { Count: 1, Taps: 1 };

    /// <summary>Has the results pooled before they are stored; false where they cannot be.</summary>
    /// <param name="pool">How.</param>
    /// <param name="pooled">What is stored.</param>
    /// <param name="layer">The layer of the pooling.</param>
    public bool TryPool(CombiningPoolKind pool, Value pooled, string layer)
    {
        if (!IsPlain || IsDepthwise || Pool is not null || Output.IsPart)
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
        return (DepthwiseKernel(map.Window, input), PackDepthwise(schedule, map, scale), bias?.Operand, y);
    }

    private void Add(ScheduleBuilder schedule, WeightMapText map, WinogradPlan? winograd, PackedRegion? bias, string scale)
    {
        Lattice inputLattice = Input.Lattice;
        Operand x = ScheduleBuilder.At(Input, inputLattice.WindowStart(map.Window));
        Operand y = ScheduleBuilder.At(Output, Output.Lattice.OutputStart(map.Window));

        // Kernels get references to the first positions, so that phases that differ in nothing else share one.
        WindowGeometry window = map.Window.FromItsStart;
        if (Output.IsPlanar && !Input.IsPlanar)
        {
            PackedRegion filters = schedule.Packed(_channels.Outputs * _channels.Inputs, to =>
                $"Packing.Rows({schedule.PackSource(Weights)}, {scale}, {to}, {Of(_channels.Outputs)}, {Of(_channels.Inputs)});");
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
                $"Packing.Planar({schedule.PackSource(Weights)}, {scale}, {to}, {map.Expression()});");
            var planarKernel = new PlanarConvolutionKernel(
                Label("Planar", window), _channels.Inputs, _channels.Outputs, window, inputLattice, Output.Lattice, HasBias, Activation, Pool);
            schedule.Step(planarKernel, Operands(x, planar.Operand, bias?.Operand, y));
            return;
        }

        Lattice? residual = Residual?.Lattice;
        Operand? added = Residual is null ? null : ScheduleBuilder.At(Residual, Residual.Lattice.OutputStart(map.Window));
        if (IsDepthwise)
        {
            schedule.Step(DepthwiseKernel(map.Window, inputLattice), Operands(x, PackDepthwise(schedule, map, scale), bias?.Operand, added, y));
            return;
        }

        ConvolutionKernel kernel = DirectKernel(map.Window, Flatten(map.Window, inputLattice, residual), Output.Lattice, residual);
        if (winograd is null)
        {
            PackedRegion packed = schedule.Packed(map.Length, to => PackDirect(schedule, map, scale, to));
            schedule.Step(kernel, Operands(x, packed.Operand, bias?.Operand, added, y));
            return;
        }

        // Both ways share a place for their weights: a network is exact or it is not.
        string Transformed(string to) =>
            $"Packing.Winograd({schedule.PackSource(Weights)}, {scale}, {to}, {map.Expression()}, {Of(winograd.Transform.Outputs)});";
        PackedRegion either = schedule.Packed(Math.Max(map.Length, WinogradKernel.WeightLength(winograd)), to =>
            ScheduleBuilder.Either(PackDirect(schedule, map, scale, to), Transformed(to)));
        var fast = new WinogradKernel(Label("Winograd", window), winograd, inputLattice, Output.Lattice, residual, HasBias, Activation, Pool);
        schedule.Step(fast, whenExact: false, Operands(x, either.Operand, bias?.Operand, added, y, schedule.Workspace(fast.WorkspaceLength)));
        schedule.Step(kernel, whenExact: true, Operands(x, either.Operand, bias?.Operand, added, y));
    }

    private ConvolutionKernel DirectKernel(WindowGeometry window, WindowGeometry seen, Lattice output, Lattice? residual) => new(
        Label(string.Empty, window), _channels, seen, Input.Lattice, output, residual, HasBias, Activation, WorkOrders.Choose(_channels, window), Pool: Pool);

    private DepthwiseKernel DepthwiseKernel(WindowGeometry window, Lattice input) => new(
        Label("Depthwise", window), _channels.OutputBlocks, window.FromItsStart, input, Output.Lattice, Residual?.Lattice, HasBias, Activation);

    private string PackDirect(ScheduleBuilder schedule, WeightMapText map, string scale, string to) =>
        $"Packing.Convolution({schedule.PackSource(Weights)}, {scale}, {to}, {map.Expression()});";

    private Operand PackDepthwise(ScheduleBuilder schedule, WeightMapText map, string scale) =>
        schedule.Packed(_channels.OutputBlocks * map.Window.Taps * ValueLayout.BlockSize, to =>
            $"Packing.Depthwise({schedule.PackSource(Weights)}, {scale}, {to}, {map.Expression()});").Operand;

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
