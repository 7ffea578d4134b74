using ConvGen.Generator.Kernels.Convolution;
using ConvGen.Generator.Kernels.Depthwise;
using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Kernels.Planar;
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

    /// <summary>Whether each output channel reads its own input channel and no other.</summary>
    public bool IsDepthwise => _channels.Groups > 1 && _channels.InputsPerGroup == 1 && _channels.OutputsPerGroup == 1;

    /// <summary>Whether the planar kernel can do it, given a planar input.</summary>
    public bool SupportsPlanarOutput => _phases.Count == 1 && !_hasGaps && _channels.Groups == 1 && Residual is null && !Output.IsPart
        && _phases[0].Map.Window is { Width: { InStep: 1, OutStep: 1, Count: >= PlanarConvolutionKernel.NarrowestRow }, Height.OutStep: 1 };

    /// <summary>
    /// Whether vectors along the row waste fewer lanes than vectors of channels. Judged for vectors of 16 on every target, because layouts
    /// are the same on all.
    /// </summary>
    public bool PrefersPlanarOutput
    {
        get
        {
            const int lanes = ValueLayout.BlockSize;
            int width = Output.Size.Width;
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

    private void Add(ScheduleBuilder schedule, WeightMapText map, WinogradPlan? winograd, PackedRegion? bias, string scale)
    {
        Lattice inputLattice = Input.Lattice;
        Operand x = ScheduleBuilder.At(Input, inputLattice.WindowStart(map.Window));
        Operand y = ScheduleBuilder.At(Output, Output.Lattice.OutputStart(map.Window));

        // Kernels get references to the first positions, so that phases that differ in nothing else share one.
        WindowGeometry window = map.Window.FromItsStart;
        string source = schedule.PackSource(Weights);
        if (Output.IsPlanar)
        {
            PackedRegion planar = schedule.Packed(_channels.Outputs * _channels.Inputs * window.Taps, to =>
                $"Packing.Planar({source}, {scale}, {to}, {map.Expression()});");
            var planarKernel = new PlanarConvolutionKernel(
                Label("Planar", window), _channels.Inputs, _channels.Outputs, window, inputLattice, Output.Lattice, HasBias, Activation);
            schedule.Step(planarKernel, Operands(x, planar.Operand, bias?.Operand, y));
            return;
        }

        Lattice? residual = Residual?.Lattice;
        Operand? added = Residual is null ? null : ScheduleBuilder.At(Residual, Residual.Lattice.OutputStart(map.Window));
        if (IsDepthwise)
        {
            PackedRegion perChannel = schedule.Packed(_channels.OutputBlocks * window.Taps * ValueLayout.BlockSize, to =>
                $"Packing.Depthwise({source}, {scale}, {to}, {map.Expression()});");
            var depthwise = new DepthwiseKernel(
                Label("Depthwise", window), _channels.OutputBlocks, window, inputLattice, Output.Lattice, residual, HasBias, Activation);
            schedule.Step(depthwise, Operands(x, perChannel.Operand, bias?.Operand, added, y));
            return;
        }

        string Direct(string to) => $"Packing.Convolution({source}, {scale}, {to}, {map.Expression()});";
        var kernel = new ConvolutionKernel(
            Label(string.Empty, window), _channels, Flatten(map.Window, inputLattice, residual), inputLattice, Output.Lattice, residual, HasBias, Activation);
        if (winograd is null)
        {
            PackedRegion packed = schedule.Packed(map.Length, Direct);
            schedule.Step(kernel, Operands(x, packed.Operand, bias?.Operand, added, y));
            return;
        }

        // Both ways share a place for their weights: a network is exact or it is not.
        string Transformed(string to) => $"Packing.Winograd({source}, {scale}, {to}, {map.Expression()}, {Of(winograd.Transform.Outputs)});";
        PackedRegion either = schedule.Packed(Math.Max(map.Length, WinogradKernel.WeightLength(winograd)), to =>
            ScheduleBuilder.Either(Direct(to), Transformed(to)));
        var fast = new WinogradKernel(Label("Winograd", window), winograd, inputLattice, Output.Lattice, residual, HasBias, Activation);
        schedule.Step(fast, whenExact: false, Operands(x, either.Operand, bias?.Operand, added, y, schedule.Workspace(fast.WorkspaceLength)));
        schedule.Step(kernel, whenExact: true, Operands(x, either.Operand, bias?.Operand, added, y));
    }

    // A 1×1 convolution of stride 1 over maps without gaps sees one long row.
    private WindowGeometry Flatten(WindowGeometry window, Lattice input, Lattice? residual)
    {
        Extent size = Output.Size;
        bool pointwise = window.Taps == 1 && Input.Size == size
            && new[] { window.Depth, window.Height, window.Width }.All(a => a is { InStep: 1, OutStep: 1, InStart: 0, OutStart: 0 });
        if (!pointwise || !input.IsDense(size) || !Output.Lattice.IsDense(size) || !(residual?.IsDense(size) ?? true))
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
