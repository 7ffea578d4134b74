namespace ConvGen.Model;

/// <summary>
/// Bounds what the code of a network grows with beside its layers. Sizes cost the compiler nothing, because emitted code loops over them;
/// what is
/// written out number by number costs time and memory, and a slip in one number would cost all there is. Counted over all layers of a
/// network.
/// </summary>
internal sealed class CodeLimits
{
    /// <summary>Fixed taps of all layers.</summary>
    public const long MostTaps = 1 << 16;

    // What a second or two of the compiler is good for.
    private const long MostPositions = 1 << 23;
    private const long MostPhases = 1 << 10;
    private const long MostClipped = 1 << 10;
    private const long MostPieces = 1 << 9;

    // Phases without a tap are no code, and neither are the taps that are tried for a phase, but they are looked at.
    private const long MostEmptyPhases = 1 << 18;
    private const long MostTriedTaps = 1 << 24;

    private readonly Dictionary<string, long> _counts = [];

    /// <summary>Counts a layer, and reports it when it is the one with which a network has too much.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="name">Its name.</param>
    /// <param name="inference">What it makes of what it reads.</param>
    /// <param name="hasGradient">Whether training asks for the gradient of what it reads.</param>
    /// <param name="problems">Receives what is too much.</param>
    /// <returns>Whether it is not.</returns>
    public bool Fits(Layer layer, string name, Inference inference, bool hasGradient, ICollection<Problem> problems)
    {
        int before = problems.Count;
        EquatableArray<WindowAxis> axes = inference.Axes;
        switch (layer)
        {
            case ImageFilterLayer:
                Count("fixed taps", ConvolutionInference.Taps(axes), MostTaps, "k", "Kernel", "Taps");
                break;
            case WeightedAvgPoolLayer:
                Count("fixed taps", axes.Sum(axis => (long)axis.Kernel), MostTaps, "k", "Kernel");
                break;
            case MaxoutLayer maxout:
                Count("pieces", maxout.Pieces, MostPieces, "pieces");
                break;
            case UpsampleLayer:
                CountPositions(inference.Samples.Sum(axis => (long)axis.Input + axis.Output), "Size", "scale", "Scale");
                break;
        }

        if (layer is PadLayer or CropLayer || PadModeOf(layer) != PadMode.Zeros)
            CountPositions(axes.Sum(axis => axis.Input + Math.Max(0L, (long)axis.Input + axis.PadBegin + axis.PadEnd)), Padding);
        if (layer is PoolLayer and not LearnedPoolLayer && axes.Count > 0)
            Count("clipped windows in a row", Clipped(axes[axes.Count - 1]), MostClipped, Padding);
        if (layer is TiledConvLayer tiled)
            Count("phases", axes.Aggregate(1L, (product, _) => Saturating.Multiply(product, tiled.Tiles)), MostPhases, "tiles");
        if (layer is ConvTransposeLayer || (hasGradient && IsConvolution(layer)))
            CountPhases((layer as TiledConvLayer)?.Tiles ?? 1);
        return problems.Count == before;

        void CountPositions(long count, params string[] culprits) => Count("resampled positions", count, MostPositions, culprits);

        void CountPhases(int tiles)
        {
            long Period(WindowAxis axis) => Math.Min(Saturating.Multiply(axis.Stride, tiles), axis.Input);
            long Product(Func<WindowAxis, long> count) => axes.Aggregate(1L, (product, axis) => Saturating.Multiply(product, count(axis)));
            _ = Count("phases", Product(axis => Math.Min(Period(axis), Saturating.Multiply(axis.Kernel, tiles))), MostPhases, Strides)
                && Count("phases with empty ones", Product(Period), MostEmptyPhases, Strides)
                && Count("taps in phases", axes.Max(axis => Saturating.Multiply(Period(axis), axis.Kernel)), MostTriedTaps, Strides);
        }

        bool Count(string what, long count, long most, params string[] culprits)
        {
            _counts.TryGetValue(what, out long counted);
            long all = _counts[what] = Saturating.Add(counted, count);
            if (all <= most || counted > most)
                return true;
            string[] arguments = [layer.Title(name), NumberText.Grouped(all), what, NumberText.Grouped(most)];
            problems.Add(Problem.Of(ProblemIds.TooMuchCode, arguments, culprits));
            return false;
        }
    }

    private static string[] Padding => ["p", "Pad", "PadBegin", "PadEnd", "Padding", "size", "k", "Kernel"];

    private static string[] Strides => ["s", "Stride", "tiles"];

    private static bool IsConvolution(Layer layer) => layer is ConvLayer or ConvTransposeLayer or DepthwiseConvLayer or LocallyConnectedLayer
        or TiledConvLayer or ImageFilterLayer or LearnedPoolLayer;

    private static PadMode PadModeOf(Layer layer) => layer switch
    {
        ConvLayer conv => conv.PadMode,
        DepthwiseConvLayer conv => conv.PadMode,
        ImageFilterLayer filter => filter.PadMode,
        _ => PadMode.Zeros,
    };

    // Windows that padding cuts off are each written for themselves; those between them are a loop.
    private static long Clipped(WindowAxis axis)
    {
        long Windows(long reach) => Math.Min(axis.Output, (reach + axis.Stride - 1) / axis.Stride);
        return Windows(Math.Max(0, axis.PadBegin)) + Windows(axis.ReadEnd);
    }
}
