using ConvGen.Generator.Kernels.Convolution;
using ConvGen.Generator.Kernels.Depthwise;
using ConvGen.Generator.Kernels.Planar;
using ConvGen.Generator.Kernels.Winograd;
using ConvGen.Generator.Planning;
using ConvGen.Model;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>A convolution: a forward pass, or one phase of an input gradient.</summary>
internal sealed class ConvolutionOperation(
    string layer, string label, Value input, Value output, WeightMapText map, string weights, string? bias)
    : WeightedOperation(layer, input, output, weights, bias)
{
    /// <summary>Whether each output channel reads its own input channel and no other.</summary>
    public bool IsDepthwise => map.Channels.Groups > 1 && map.Channels.InputsPerGroup == 1 && map.Channels.OutputsPerGroup == 1;

    public WindowGeometry Window => map.Window;

    /// <summary>Whether the planar kernel can do it, given a planar input.</summary>
    public bool SupportsPlanarOutput => map.Channels.Groups == 1 && Residual is null && !Output.IsPart
        && Window.Width is { InStep: 1, OutStep: 1 } && Window.Height.OutStep == 1
        && Window.Width.Count >= PlanarConvolutionKernel.NarrowestRow;

    /// <summary>
    /// Whether vectors along the row waste fewer lanes than vectors of channels. Judged for vectors of 16 on every target, because layouts
    /// are the same on all.
    /// </summary>
    public bool PrefersPlanarOutput
    {
        get
        {
            const int lanes = ValueLayout.BlockSize;
            double width = Window.Width.Count;
            double perRow = width >= lanes ? ValueLayout.CeilDiv(Window.Width.Count, lanes) : width >= 8 ? 2 : 4;
            return map.Channels.Outputs * perRow * 1.15 < ValueLayout.CeilDiv(map.Channels.Outputs, lanes) * width;
        }
    }

    /// <inheritdoc/>
    public override bool AcceptsPlanar(Value value) => value == Input && value != Residual && !IsDepthwise && Winograd is null && (map.Channels.ReadsAll || map.Channels.InputBlocks == 1);

    /// <summary>The algorithm that the layer asks for.</summary>
    public ConvolutionAlgorithm Algorithm { get; init; }

    /// <summary>What reading weights costs in this network.</summary>
    public MemoryModel Memory { get; init; }

    private WinogradPlan? Winograd => Algorithm == ConvolutionAlgorithm.Direct
        ? null
        : WinogradPlan.Choose(map.Channels, Window, Memory, isAskedFor: Algorithm == ConvolutionAlgorithm.Winograd);

    /// <inheritdoc/>
    public override void RequireHalos()
    {
        Input.RequireHalo(Window.HaloFor(Input.Size));
        if (Winograd is { } winograd)
        {
            Input.RequireHalo(winograd.Cover(Window).HaloFor(Input.Size));
        }
    }

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule)
    {
        ChannelGroups channels = map.Channels;
        (PackedRegion? bias, string scale) = PackBias(schedule, channels.Outputs);
        Lattice inputLattice = Input.Lattice;
        Operand x = ScheduleBuilder.At(Input, inputLattice.WindowStart(Window));
        Operand y = ScheduleBuilder.At(Output, Output.Lattice.OutputStart(Window));
        if (Output.IsPlanar)
        {
            PackedRegion planar = schedule.Packed(channels.Outputs * channels.Inputs * Window.Taps, to =>
                $"Packing.Planar({schedule.PackSource(Weights)}, {scale}, {to}, {Of(channels.Outputs)}, {Of(channels.Inputs * Window.Taps)});");
            var planarKernel = new PlanarConvolutionKernel(
                Label("Planar"), channels.Inputs, channels.Outputs, Window, inputLattice, Output.Lattice, HasBias, Activation);
            schedule.Step(planarKernel, Operands(x, planar.Operand, bias?.Operand, y));
            return;
        }

        Lattice? residual = Residual?.Lattice;
        Operand? added = Residual is null ? null : ScheduleBuilder.At(Residual, Residual.Lattice.OutputStart(Window));
        if (IsDepthwise)
        {
            PackedRegion perChannel = schedule.Packed(channels.OutputBlocks * Window.Taps * ValueLayout.BlockSize, to =>
                $"Packing.Depthwise({schedule.PackSource(Weights)}, {scale}, {to}, {map.Expression()});");
            var depthwise = new DepthwiseKernel(Label("Depthwise"), channels.OutputBlocks, Window, inputLattice, Output.Lattice, residual, HasBias, Activation);
            schedule.Step(depthwise, Operands(x, perChannel.Operand, bias?.Operand, added, y));
            return;
        }

        string source = schedule.PackSource(Weights);
        string Direct(string to) => $"Packing.Convolution({source}, {scale}, {to}, {map.Expression()});";
        (WindowGeometry window, Extent flat) = Flatten(inputLattice, residual);
        var kernel = new ConvolutionKernel(Label(string.Empty), channels, window, inputLattice, Output.Lattice, residual, HasBias, Activation);
        if (Winograd is not { } winograd)
        {
            PackedRegion packed = schedule.Packed(map.Length, Direct);
            schedule.Step(kernel, Operands(x, packed.Operand, bias?.Operand, added, y));
            return;
        }

        // Both ways share a place for their weights: a network is exact or it is not.
        string Transformed(string to) => $"Packing.Winograd({source}, {scale}, {to}, {map.Expression()}, {Of(winograd.Transform.Outputs)});";
        PackedRegion either = schedule.Packed(Math.Max(map.Length, WinogradKernel.WeightLength(winograd)), to =>
            $"if (exact)\n{{\n    {Direct(to)}\n}}\nelse\n{{\n    {Transformed(to)}\n}}");
        var fast = new WinogradKernel(Label("Winograd"), winograd, inputLattice, Output.Lattice, residual, HasBias, Activation);
        schedule.Step(fast, whenExact: false, Operands(x, either.Operand, bias?.Operand, added, y, schedule.Workspace(fast.WorkspaceLength)));
        schedule.Step(kernel, whenExact: true, Operands(x, either.Operand, bias?.Operand, added, y));
    }

    // A 1×1 convolution of stride 1 over maps without gaps sees one long row.
    private (WindowGeometry Window, Extent Size) Flatten(Lattice input, Lattice? residual)
    {
        Extent size = Output.Size;
        bool pointwise = Window.Taps == 1 && Input.Size == size
            && new[] { Window.Depth, Window.Height, Window.Width }.All(a => a is { InStep: 1, OutStep: 1, InStart: 0, OutStart: 0 });
        if (!pointwise || !input.IsDense(size) || !Output.Lattice.IsDense(size) || !(residual?.IsDense(size) ?? true))
        {
            return (Window, size);
        }

        var row = new AxisWindow(size.Positions, 0, 1, 0, 1, 1, 1);
        return (new WindowGeometry(AxisWindow.Unit, AxisWindow.Unit, row), new Extent(1, 1, size.Positions));
    }

    private string Label(string kind)
    {
        string taps = (Window.Depth.Taps > 1 ? $"{Of(Window.Depth.Taps)}x" : string.Empty) + $"{Of(Window.Height.Taps)}x{Of(Window.Width.Taps)}";
        return $"{kind}{label}{taps}From{Of(map.Channels.Inputs)}To{Of(map.Channels.Outputs)}";
    }
}
