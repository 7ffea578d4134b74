namespace ConvGen.Generator.Geometry;

/// <summary>Which weight of a tensor goes where in the packed weights of a window's positions.</summary>
internal sealed record WeightMap(
    ChannelGroups Channels,
    WindowGeometry Window,
    int First,
    int OutputStride,
    int InputStride,
    int GroupStride,
    int DepthStep,
    int HeightStep,
    int WidthStep,
    int Positions = 1,
    int PositionStride = 0)
{
    /// <summary>The kernels, where positions of the convolution's output have several; null where all share one.</summary>
    public FilterGrid? Kernels { get; init; }

    /// <summary>The order of the weights, whatever positions the window has, so that maps of any size have one order.</summary>
    public WeightOrder Order
    {
        get
        {
            (FilterCycle depth, FilterCycle height, FilterCycle width) = Kernels?.Cycles(Window) ?? default;
            return new()
            {
                Channels = Channels,
                DepthTaps = Window.Depth.Taps,
                HeightTaps = Window.Height.Taps,
                WidthTaps = Window.Width.Taps,
                First = First,
                OutputStride = OutputStride,
                InputStride = InputStride,
                GroupStride = GroupStride,
                DepthStep = DepthStep,
                HeightStep = HeightStep,
                WidthStep = WidthStep,
                DepthFilters = depth,
                HeightFilters = height,
                WidthFilters = width,
                Positions = Positions,
                PositionStride = PositionStride,
            };
        }
    }

    /// <summary>Floats of the packed weights.</summary>
    public int Length => Channels.OutputBlocks * Positions * Channels.WeightBlock(Window.Taps);

    /// <summary>The weights of a convolution, [filters, channels/groups, k…].</summary>
    public static WeightMap Forward(ChannelGroups channels, WindowGeometry window)
    {
        int taps = window.Taps;
        int perOutput = channels.InputsPerGroup * taps;
        return new WeightMap(channels, window, 0, perOutput, taps, perOutput, window.Height.Taps * window.Width.Taps, window.Width.Taps, 1);
    }

    /// <summary>
    /// The weights of one phase of a convolution's input gradient: inputs and outputs change places, taps are turned round.
    /// </summary>
    public static WeightMap InputGradient(ChannelGroups channels, WindowGeometry forward, InputGradientPhase phase)
    {
        int taps = forward.Taps;
        int perFilter = channels.InputsPerGroup * taps;
        int rowStep = forward.Width.Taps;
        int planeStep = forward.Height.Taps * rowStep;
        TapSelection t = phase.Taps;
        return new WeightMap(
            channels.Transposed,
            phase.Geometry,
            (t.DepthFirst * planeStep) + (t.HeightFirst * rowStep) + t.WidthFirst,
            taps,
            perFilter,
            perFilter,
            t.DepthStep * planeStep,
            t.HeightStep * rowStep,
            t.WidthStep);
    }

    /// <summary>The same with every kernel turned by 180°.</summary>
    /// <param name="taps">Taps of a kernel in the tensor.</param>
    public WeightMap Turned(int taps) =>
        this with { First = taps - 1 - First, DepthStep = -DepthStep, HeightStep = -HeightStep, WidthStep = -WidthStep };

    /// <summary>The weights of a dense layer, [units, channels·positions]; the positions of its input map are taps.</summary>
    public static WeightMap Dense(int units, int channels, int positions) => new(
        new ChannelGroups(channels, units, 1), DenseWindow(positions), 0, channels * positions, positions, 0, 0, 1, 0);

    /// <summary>The weights of a dense layer's input gradient.</summary>
    public static WeightMap DenseInputGradient(int units, int channels, int positions) => new(
        new ChannelGroups(units, channels, 1), WindowGeometry.Pointwise, 0, positions, channels * positions, 0, 0, 0, 0, positions, 1);

    /// <summary>A dense layer as a convolution whose kernel covers its input, taken as one column.</summary>
    public static WindowGeometry DenseWindow(int positions) =>
        new(AxisWindow.Unit, new AxisWindow(1, 0, 1, 0, 1, positions, 1), AxisWindow.Unit);
}
