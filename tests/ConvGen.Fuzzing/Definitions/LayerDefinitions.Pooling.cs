using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Fuzzing.Definitions;

/// <content>Poolings, and what undoes them.</content>
internal static partial class LayerDefinitions
{
    private static readonly int[] UsualLevels = [1, 2, 4];

    private static Definition? OfPooling(Attribute attribute, int[][] inputs)
    {
        int[] x = inputs[0];
        return attribute switch
        {
            MaxPoolAttribute pool => Sliding(pool, x, window => Over(window, WindowPooling.Max)),
            MinPoolAttribute pool => Sliding(pool, x, window => Over(window, WindowPooling.Min)),
            AvgPoolAttribute pool => Sliding(pool, x, window => input => WindowPooling.Average(input, window, pool.CountPadding)),
            WeightedAvgPoolAttribute pool => Sliding(pool, x, window => input => WindowPooling.Gaussian(input, window, pool.Sigma)),
            LpPoolAttribute pool => Sliding(pool, x, window => Over(window, (input, cells) => WindowPooling.Norm(input, cells, pool.Power))),
            GlobalMaxPoolAttribute => Covering([1], x, WindowPooling.Max),
            GlobalAvgPoolAttribute => Covering([1], x, WindowPooling.Average),
            AdaptiveMaxPoolAttribute pool => Covering(pool.Size, x, WindowPooling.Max),
            AdaptiveAvgPoolAttribute pool => Covering(pool.Size, x, WindowPooling.Average),
            PyramidPoolAttribute pool => OfPyramid(pool, x),
            LearnedPoolAttribute pool => OfLearnedPool(pool, x),
            ClusterPoolAttribute pool => OfClusterPool(pool, x),
            MaxoutAttribute maxout => OfMaxout(maxout, x),
            MaxUnpoolAttribute => throw new InvalidOperationException("It needs the pooling."),
            _ => null,
        };
    }

    /// <summary>The definition of what undoes a pooling: it reads the values, what the pooling read, and its result.</summary>
    public static Definition OfUnpooling(MaxPoolAttribute pool, int[][] inputs)
    {
        Window window = Slide(pool, inputs[1], pooling: true);
        Require(inputs[0].SequenceEqual(inputs[2]), "values do not fit the pooling");
        return new(inputs[1], [], (values, _) => Unpooling.Run(values, window)) { IsExact = true };
    }

    private static Func<Tensor, Result> Over(Window window, Func<Tensor, PooledCells, Result> pool)
    {
        PooledCells cells = PooledCells.Of(window);
        return input => pool(input, cells);
    }

    private static Definition Sliding(WindowAttribute pool, int[] x, Func<Window, Func<Tensor, Result>> run)
    {
        Window window = Slide(pool, x, pooling: true);
        Require(Enumerable.Range(0, window.Positions).All(window.ByOutput.Contains), "a window holds nothing but padding");
        return Definition.Of([x[0], .. window.Output], run(window));
    }

    private static Definition Covering(int[] size, int[] x, Func<Tensor, PooledCells, Result> pool)
    {
        int[] spatial = Spatial(x, "a pooling"), windows = PerAxis(size, spatial.Length);
        Require(windows.All(count => count > 0) && Product(windows) * Product(spatial) <= MaxSeen, "it is too large");
        PooledCells cells = PooledCells.Adaptive(spatial, windows);
        return Definition.Of([x[0], .. windows], input => pool(input, cells));
    }

    private static Definition OfPyramid(PyramidPoolAttribute pool, int[] x)
    {
        int[] spatial = Spatial(x, "a pooling"), levels = pool.Levels.Length == 0 ? UsualLevels : pool.Levels;
        Require(levels.All(level => level is > 0 and < 64), "it is too large");
        int features = levels.Sum(level => spatial.Aggregate(x[0], (product, _) => product * level));
        return Definition.Of([features], input => WindowPooling.Pyramid(
            input, levels, pool.Kind == PoolingKind.Max ? WindowPooling.Max : WindowPooling.Average));
    }

    private static Definition OfLearnedPool(LearnedPoolAttribute pool, int[] x)
    {
        Window window = Slide(pool, x, pooling: true);
        return new(
            [x[0], .. window.Output], [new("weight", [x[0], .. window.Kernel], TensorRole.Score)],
            (inputs, tensors) => LearnedMean.Run(inputs[0], tensors[0], window));
    }

    private static Definition OfClusterPool(ClusterPoolAttribute pool, int[] x)
    {
        Spatial(x, "a pooling");
        Require(pool.Clusters is > 0 and <= MaxExtent, "clusters must be positive");
        return new([pool.Clusters * x[0]], [new("codewords", [pool.Clusters, x[0]], TensorRole.Codeword)], (inputs, tensors) =>
            ClusterPooling.Run(inputs[0], tensors[0], pool.Kind == PoolingKind.Average));
    }

    private static Definition OfMaxout(MaxoutAttribute maxout, int[] x)
    {
        Require(maxout.Pieces > 0 && x[0] % maxout.Pieces == 0, "pieces do not divide channels");
        return Definition.Of([x[0] / maxout.Pieces, .. x[1..]], input => ChannelMaximum.Run(input, maxout.Pieces));
    }
}
