namespace ConvGen.Numerics.Tests.Reference;

/// <summary>Pooling, channel by channel.</summary>
internal static class Pooling
{
    /// <summary>The largest cell of each window; padding never wins, and the first of equal ones takes the gradient.</summary>
    public static Result Max(Tensor x, Window window)
    {
        ILookup<int, Connection> cells = window.ByOutput;
        Tensor y = new([x.Examples, x.Channels, .. window.Output]);
        int[] winners = new int[y.Values.Length];
        double margin = double.PositiveInfinity;
        ForEachWindow(x, y, cells, (map, place, connections) =>
        {
            Connection best = connections.First();
            foreach (Connection connection in connections)
            {
                if (x.Values[map + connection.Input] > x.Values[map + best.Input])
                    best = connection;
            }

            y.Values[place] = x.Values[map + best.Input];
            winners[place] = map + best.Input;

            // Equal cells are no matter of rounding: they are zeros of a rectifier before, and the first of them wins in any precision.
            double[] lower = [.. connections.Select(connection => x.Values[map + connection.Input]).Where(value => value != y.Values[place])];
            if (lower.Length > 0)
                margin = Math.Min(margin, y.Values[place] - lower.Max());
        });
        return new(y, gradient =>
        {
            Tensor byInput = Tensor.Like(x);
            for (int i = 0; i < winners.Length; i++)
                byInput.Values[winners[i]] += gradient.Values[i];
            return [byInput];
        })
        {
            Margin = margin,
        };
    }

    /// <summary>The mean of each window over its cells inside the input or, with countPadding, inside the padded input.</summary>
    public static Result Average(Tensor x, Window window, bool countPadding)
    {
        ILookup<int, Connection> cells = window.ByOutput;
        double[] divisors = [.. Index.All(window.Output).Select((output, flat) => (double)(countPadding ? CountPadded(window, output) : cells[flat].Count()))];
        Tensor y = new([x.Examples, x.Channels, .. window.Output]);
        ForEachWindow(x, y, cells, (map, place, connections) =>
            y.Values[place] = connections.Sum(connection => x.Values[map + connection.Input]) / divisors[connections.Key]);
        return new(y, gradient =>
        {
            Tensor byInput = Tensor.Like(x);
            ForEachWindow(x, y, cells, (map, place, connections) =>
            {
                foreach (Connection connection in connections)
                    byInput.Values[map + connection.Input] += gradient.Values[place] / divisors[connections.Key];
            });
            return [byInput];
        });
    }

    /// <summary>The mean over all positions, on maps of one position.</summary>
    public static Result GlobalAverage(Tensor x) => Average(
        x, new Window([.. x.Spatial.Select(extent => Axis.Slide(extent, extent, 1, 1, 0, 0, Rounding.Exact))]), countPadding: true);

    /// <summary>Taps of a window that lie inside the input and its padding; a window that overhangs has fewer.</summary>
    private static int CountPadded(Window window, int[] output) => window.Axes
        .Select((axis, i) => Enumerable.Range(0, axis.Kernel).Count(tap => axis.Cell(output[i], tap) < axis.Input + axis.End))
        .Aggregate(1, (product, count) => product * count);

    private static void ForEachWindow(Tensor x, Tensor y, ILookup<int, Connection> cells, Action<int, int, IGrouping<int, Connection>> body)
    {
        for (int map = 0; map < x.Examples * x.Channels; map++)
        {
            foreach (IGrouping<int, Connection> window in cells)
                body(map * x.Positions, map * y.Positions + window.Key, window);
        }
    }
}
