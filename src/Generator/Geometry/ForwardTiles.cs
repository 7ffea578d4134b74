namespace ConvGen.Generator.Geometry;

/// <summary>
/// Splits a convolution whose kernels repeat over tiles of the output: the positions of one remainder by the number of tiles share a
/// kernel, so each remainder is an ordinary convolution of a larger stride that writes every tiles-th position.
/// </summary>
internal static class ForwardTiles
{
    /// <summary>The window of each kernel; one window for one tile.</summary>
    public static IEnumerable<WindowGeometry> Split(EquatableArray<WindowAxis> axes, int tiles)
    {
        WindowGeometry whole = WindowGeometry.Forward(axes);
        IEnumerable<AxisWindow> Along(AxisWindow axis, int fromEnd) => Axis(axis, axes.Count > fromEnd ? tiles : 1);
        return from d in Along(whole.Depth, 2)
               from h in Along(whole.Height, 1)
               from w in Along(whole.Width, 0)
               select new WindowGeometry(d, h, w);
    }

    private static IEnumerable<AxisWindow> Axis(AxisWindow axis, int tiles) =>
        from tile in Enumerable.Range(0, tiles)
        select axis with
        {
            Count = ((axis.Count - 1 - tile) / tiles) + 1,
            OutStart = tile,
            OutStep = tiles,
            InStart = axis.InStart + (tile * axis.InStep),
            InStep = axis.InStep * tiles,
        };
}
