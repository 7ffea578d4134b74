namespace ConvGen.Generator.Geometry;

/// <summary>
/// Splits the gradient of a convolution to its input by output phase. Position i of the input received tap k of output
/// o = (i + pad − k·dilation)/stride wherever that is an integer; the positions of one remainder i mod stride share their taps, so
/// each remainder is a convolution of stride 1 over the output gradient with a subset of the taps, turned round. Where output position o
/// has kernel o mod tiles, the remainders are those by stride·tiles and read every tiles-th output: each tap is then of one kernel.
/// </summary>
internal static class InputGradientPhases
{
    /// <summary>All phases, together every position of the input.</summary>
    /// <param name="axes">The convolution's window along each axis.</param>
    /// <param name="tiles">After how many output positions the kernels repeat.</param>
    public static IReadOnlyList<InputGradientPhase> Split(EquatableArray<WindowAxis> axes, int tiles = 1)
    {
        var perAxis = new List<(AxisWindow Window, int First, int Step, bool IsEmpty)>[3];
        for (int fromEnd = 0; fromEnd < 3; fromEnd++)
        {
            perAxis[2 - fromEnd] = axes.Count > fromEnd ? Axis(axes[axes.Count - 1 - fromEnd], tiles) : [(AxisWindow.Unit, 0, 1, false)];
        }

        return (
            from d in perAxis[0]
            from h in perAxis[1]
            from w in perAxis[2]
            select new InputGradientPhase(
                new WindowGeometry(d.Window, h.Window, w.Window),
                new TapSelection(d.First, d.Step, h.First, h.Step, w.First, w.Step),
                d.IsEmpty || h.IsEmpty || w.IsEmpty)).ToList();
    }

    private static List<(AxisWindow Window, int First, int Step, bool IsEmpty)> Axis(WindowAxis axis, int tiles)
    {
        int period = axis.Stride * tiles;
        var phases = new List<(AxisWindow, int, int, bool)>();
        for (int phase = 0; phase < Math.Min(period, axis.Input); phase++)
        {
            int count = ((axis.Input - 1 - phase) / period) + 1;
            var taps = Enumerable.Range(0, axis.Kernel)
                .Where(k => (phase + axis.PadBegin - (k * axis.Dilation)) % axis.Stride == 0)
                .ToList();
            if (taps.Count == 0)
            {
                phases.Add((new AxisWindow(count, phase, period, 0, tiles, 1, 1), 0, 1, true));
                continue;
            }

            // Larger taps read smaller outputs, so the taps are taken from the last to the first to read forward.
            int last = taps[taps.Count - 1];
            int tapStep = taps.Count > 1 ? last - taps[taps.Count - 2] : 1;
            int inStart = (phase + axis.PadBegin - (last * axis.Dilation)) / axis.Stride;
            int inTapStep = tapStep * axis.Dilation / axis.Stride;
            phases.Add((new AxisWindow(count, phase, period, inStart, tiles, taps.Count, Math.Max(1, inTapStep)), last, -tapStep, false));
        }

        return phases;
    }
}
