namespace ConvGen.Numerics.Tests.Reference;

/// <summary>Pooling, channel by channel.</summary>
internal static class WindowPooling
{
    /// <summary>The largest cell of each window; padding never wins, and the first of equal ones takes the gradient.</summary>
    public static Result Max(Tensor x, PooledCells cells)
    {
        Tensor y = Output(x, cells);
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

    /// <summary>The smallest cell of each window: the maximum of what is negated, negated.</summary>
    public static Result Min(Tensor x, PooledCells cells)
    {
        Result largest = Max(x.Select(value => -value), cells);
        return new(largest.Output.Select(value => -value), largest.Backward) { Margin = largest.Margin };
    }

    /// <summary>The mean of each window over its cells inside the input or, with countPadding, inside the padded input.</summary>
    public static Result Average(Tensor x, Window window, bool countPadding)
    {
        PooledCells cells = PooledCells.Of(window);
        double[] divisors = [.. Index.All(window.Output).Select((output, flat) => (double)(countPadding ? CountPadded(window, output) : cells.ByOutput[flat].Count()))];
        return Weighted(x, cells, connection => 1 / divisors[connection.Output]);
    }

    /// <summary>The mean of each window.</summary>
    public static Result Average(Tensor x, PooledCells cells) => Weighted(x, cells, connection => 1.0 / cells.ByOutput[connection.Output].Count());

    /// <summary>The mean of each window with weights e^(−r²/2σ²) by the distance r from its centre, over its cells inside the input.</summary>
    public static Result Gaussian(Tensor x, Window window, double sigma)
    {
        PooledCells cells = PooledCells.Of(window);
        double[] weights = [.. Index.All(window.Kernel).Select(tap => Math.Exp(-tap.Select((t, axis) => Square(t, window.Axes[axis])).Sum() / (2 * sigma * sigma)))];
        double[] totals = [.. Enumerable.Range(0, window.Positions).Select(output => cells.ByOutput[output].Sum(connection => weights[connection.Tap]))];
        return Weighted(x, cells, connection => weights[connection.Tap] / totals[connection.Output]);
    }

    /// <summary>(Σ |x|^p)^(1/p) of each window. A cell of value zero, and every cell of a window of zeros, has no part in the gradient.</summary>
    public static Result Norm(Tensor x, PooledCells cells, double power)
    {
        Tensor y = Output(x, cells);
        ForEachWindow(x, y, cells, (map, place, connections) => y.Values[place] =
            Math.Pow(connections.Sum(connection => Math.Pow(Math.Abs(x.Values[map + connection.Input]), power)), 1 / power));
        return new(y, gradient =>
        {
            Tensor byInput = Tensor.Like(x);
            ForEachWindow(x, y, cells, (map, place, connections) =>
            {
                foreach (int cell in connections.Select(connection => map + connection.Input).Where(cell => x.Values[cell] != 0))
                    byInput.Values[cell] += gradient.Values[place] * Math.Sign(x.Values[cell]) * Math.Pow(Math.Abs(x.Values[cell]) / y.Values[place], power - 1);
            });
            return [byInput];
        })
        {
            // Below 2 the slope, or the slope of the slope, jumps at zero.
            Margin = power < 2 ? x.Values.Where(value => value != 0).Select(Math.Abs).DefaultIfEmpty(1).Min() / 10 : double.PositiveInfinity,
        };
    }

    /// <summary>Adaptive windows of several numbers, flattened one after the other.</summary>
    public static Result Pyramid(Tensor x, int[] levels, Func<Tensor, PooledCells, Result> pool)
    {
        Result[] pooled = [.. levels.Select(level => pool(x, PooledCells.Adaptive(x.Spatial, [.. x.Spatial.Select(_ => level)])))];
        Result[] flat = [.. pooled.Select(level => Structure.Flatten(level.Output))];
        Result joined = Structure.Concat([.. flat.Select(level => level.Output)]);
        return new(joined.Output, gradient => [joined.Backward(gradient)
            .Select((part, i) => pooled[i].Backward(flat[i].Backward(part)[0])[0])
            .Aggregate((sum, part) => sum.Zip(part, (a, b) => a + b))])
        {
            Margin = pooled.Min(level => level.Margin),
        };
    }

    private static Result Weighted(Tensor x, PooledCells cells, Func<Connection, double> weight)
    {
        Tensor y = Output(x, cells);
        ForEachWindow(x, y, cells, (map, place, connections) =>
            y.Values[place] = connections.Sum(connection => x.Values[map + connection.Input] * weight(connection)));
        return new(y, gradient =>
        {
            Tensor byInput = Tensor.Like(x);
            ForEachWindow(x, y, cells, (map, place, connections) =>
            {
                foreach (Connection connection in connections)
                    byInput.Values[map + connection.Input] += gradient.Values[place] * weight(connection);
            });
            return [byInput];
        });
    }

    private static double Square(int tap, Axis axis)
    {
        double distance = (tap - (axis.Kernel - 1) / 2.0) * axis.Dilation;
        return distance * distance;
    }

    /// <summary>Taps of a window that lie inside the input and its padding; a window that overhangs has fewer.</summary>
    private static int CountPadded(Window window, int[] output) => window.Axes
        .Select((axis, i) => Enumerable.Range(0, axis.Kernel).Count(tap => axis.Cell(output[i], tap) < axis.Input + axis.End))
        .Aggregate(1, (product, count) => product * count);

    private static Tensor Output(Tensor x, PooledCells cells) => new([x.Examples, x.Channels, .. cells.Output]);

    private static void ForEachWindow(Tensor x, Tensor y, PooledCells cells, Action<int, int, IGrouping<int, Connection>> body)
    {
        for (int map = 0; map < x.Examples * x.Channels; map++)
        {
            foreach (IGrouping<int, Connection> window in cells.ByOutput)
                body(map * x.Positions, map * y.Positions + window.Key, window);
        }
    }
}
