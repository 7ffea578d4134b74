namespace ConvGen.Benchmarks.Algorithms;

/// <summary>The convolutions whose algorithms are measured.</summary>
internal static class LayerGrid
{
    /// <summary>Layers with few outputs that networks end with: super-resolution, segmentation, heat maps.</summary>
    public static IReadOnlyList<MeasuredLayer> Endings { get; } =
    [
        new(1, 56, 64, 9, 2, IsTransposed: true) { ChannelsBefore = 56 },
        new(3, 64, 32, 4, 2, IsTransposed: true) { ChannelsBefore = 64 },
        new(3, 32, 64, 4, 2, IsTransposed: true) { ChannelsBefore = 32 },
        new(1, 32, 64, 3, 2, IsTransposed: true) { ChannelsBefore = 32 },
        new(1, 16, 64, 2, 2, IsTransposed: true) { ChannelsBefore = 16 },
        new(3, 16, 72, 9) { ChannelsBefore = 16 },
        new(3, 16, 72, 9, IsPlanar: true),
        new(1, 64, 96, 3, IsPlanar: true),
    ];

    /// <summary>Filters, channels, sizes, kernels and strides in turn, so that each meets most values of the others.</summary>
    public static IReadOnlyList<MeasuredLayer> Layers { get; } = [.. Drawn()];

    private static IEnumerable<MeasuredLayer> Drawn()
    {
        int[] channels = [3, 16, 32, 64, 256], sizes = [7, 16, 28, 56, 96], kernels = [1, 3, 5, 7, 9];
        int turn = 0;
        foreach (int filters in new[] { 1, 2, 3, 4, 8, 16, 64 })
        {
            foreach (int kernel in kernels)
            {
                foreach (bool isPlanar in new[] { false, true })
                {
                    int channel = channels[(turn + (turn / 5)) % 5], size = sizes[(turn + (turn / 25)) % 5];
                    turn++;

                    // The largest would take most of the time, and are measured elsewhere.
                    bool isLarge = (double)channel * filters * size * size * kernel * kernel > 3e8;
                    yield return new(filters, channel, isLarge ? 28 : size, kernel, turn % 4 == 0 ? 2 : 1, IsPlanar: isPlanar);
                }
            }

            yield return new(filters, 32, 28, 3, 2, IsTransposed: true);
            yield return new(filters, 64, 16, 4, 2, IsTransposed: true);
            yield return new(filters, 16, 48, 2, 2, IsTransposed: true);
            yield return new(filters, 16, 28, 5, IsTransposed: true);
        }
    }
}
