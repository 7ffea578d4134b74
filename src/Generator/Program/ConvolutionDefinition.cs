using ConvGen.Generator.Geometry;

namespace ConvGen.Generator.Program;

/// <summary>
/// A convolution as its layer describes it, and the dense convolutions that it and its adjoint consist of. The adjoint is its input
/// gradient, or a transposed convolution.
/// </summary>
/// <param name="Channels">Its channels.</param>
/// <param name="Axes">Its window along each axis.</param>
/// <param name="Weights">Its weights, [kernels…, filters, channels/groups, k…].</param>
internal sealed record ConvolutionDefinition(ChannelGroups Channels, EquatableArray<WindowAxis> Axes, WeightSource Weights)
{
    /// <summary>Whether the kernels are turned by 180°.</summary>
    public bool IsFlipped { get; init; }

    /// <summary>Kernels along each axis before they repeat; 1 where all positions share theirs.</summary>
    public int Tiles { get; init; } = 1;

    /// <summary>Whether every position of the output has a kernel of its own.</summary>
    public bool IsLocal { get; init; }

    /// <summary>Whether all filters have the same taps, which are there once.</summary>
    public bool SharesTaps { get; init; }

    /// <summary>From the input to the output: one convolution for each kernel, or one whose positions have their own.</summary>
    public IReadOnlyList<WeightMap> Forward() =>
        [.. ForwardTiles.Split(Axes, Tiles).Select(window => Adapt(WeightMap.Forward(Channels, window), isAdjoint: false))];

    /// <summary>
    /// From the output's shape to the input's: one convolution for each phase that taps reach, and whether there are others.
    /// </summary>
    public (IReadOnlyList<WeightMap> Maps, bool HasGaps) Adjoint()
    {
        WindowGeometry forward = WindowGeometry.Forward(Axes);
        IReadOnlyList<InputGradientPhase> phases = InputGradientPhases.Split(Axes, Tiles);
        WeightMap[] maps =
            [.. phases.Where(p => !p.IsEmpty).Select(p => Adapt(WeightMap.InputGradient(Channels, forward, p), isAdjoint: true))];
        return (maps, phases.Any(p => p.IsEmpty));
    }

    private WeightMap Adapt(WeightMap map, bool isAdjoint)
    {
        WindowGeometry forward = WindowGeometry.Forward(Axes);
        WeightMap turned = IsFlipped ? map.Turned(forward.Taps) : map;
        WeightMap shared = SharesTaps ? turned with { OutputStride = 0, InputStride = 0, GroupStride = 0 } : turned;
        if (Tiles == 1 && !IsLocal)
        {
            return shared;
        }

        int Kernels(AxisWindow axis) => IsLocal ? axis.Count : Math.Min(Tiles, axis.Count);
        int length = Channels.Outputs * Channels.InputsPerGroup * forward.Taps;
        var grid = new FilterGrid(Kernels(forward.Depth), Kernels(forward.Height), Kernels(forward.Width), length, isAdjoint, IsLocal);
        return shared with { Kernels = grid, Positions = IsLocal ? map.Window.Positions : 1 };
    }
}
