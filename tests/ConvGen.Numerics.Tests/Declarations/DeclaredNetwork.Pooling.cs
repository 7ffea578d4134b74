using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Numerics.Tests.Declarations;

/// <summary>Poolings.</summary>
internal sealed partial class DeclaredNetwork
{
    public DeclaredNetwork MaxPool(WindowSettings settings, string? name = null, string? from = null) =>
        Pool("MaxPool", settings, [], name, from, (x, window) => WindowPooling.Max(x, PooledCells.Of(window)));

    public DeclaredNetwork MinPool(WindowSettings settings, string? name = null, string? from = null) =>
        Pool("MinPool", settings, [], name, from, (x, window) => WindowPooling.Min(x, PooledCells.Of(window)));

    public DeclaredNetwork AvgPool(WindowSettings settings, bool countPadding = true, string? name = null, string? from = null) =>
        Pool("AvgPool", settings, countPadding ? [] : ["CountPadding = false"], name, from, (x, window) => WindowPooling.Average(x, window, countPadding));

    public DeclaredNetwork WeightedAvgPool(WindowSettings settings, double sigma = 1, string? name = null, string? from = null) =>
        Pool("WeightedAvgPool", settings, sigma == 1 ? [] : [$"Sigma = {Number(sigma)}"], name, from, (x, window) => WindowPooling.Gaussian(x, window, sigma));

    public DeclaredNetwork LpPool(WindowSettings settings, double power = 2, string? name = null, string? from = null) => Pool(
        "LpPool", settings, power == 2 ? [] : [$"Power = {Number(power)}"], name, from, (x, window) => WindowPooling.Norm(x, PooledCells.Of(window), power));

    public DeclaredNetwork GlobalAvgPool(string? name = null, string? from = null) =>
        Adaptive("GlobalAvgPool", [], name, from, WindowPooling.Average);

    public DeclaredNetwork GlobalMaxPool(string? name = null, string? from = null) =>
        Adaptive("GlobalMaxPool", [], name, from, WindowPooling.Max);

    public DeclaredNetwork AdaptiveAvgPool(int[] size, string? name = null, string? from = null) =>
        Adaptive("AdaptiveAvgPool", size, name, from, WindowPooling.Average);

    public DeclaredNetwork AdaptiveMaxPool(int[] size, string? name = null, string? from = null) =>
        Adaptive("AdaptiveMaxPool", size, name, from, WindowPooling.Max);

    /// <summary>Without levels the standard ones: 1, 2 and 4.</summary>
    public DeclaredNetwork PyramidPool(int[] levels, PoolingKind kind = PoolingKind.Max, string? name = null, string? from = null)
    {
        (string source, int[] shape) = Source(from);
        int[] all = levels.Length == 0 ? [1, 2, 4] : levels;
        int features = all.Sum(level => shape[1..].Aggregate(shape[0], (product, _) => product * level));
        IEnumerable<string> arguments = levels.Select(level => Number(level)).Concat(kind == PoolingKind.Max ? [] : [$"Kind = PoolingKind.{kind}"]);
        return Append(name ?? NextName, [source], "PyramidPool", arguments, [features], [], (_, inputs) =>
            WindowPooling.Pyramid(inputs[0], all, kind == PoolingKind.Max ? WindowPooling.Max : WindowPooling.Average));
    }

    public DeclaredNetwork Maxout(int pieces, string? name = null, string? from = null)
    {
        (string source, int[] shape) = Source(from);
        return Append(name ?? NextName, [source], "Maxout", [Number(pieces)], [shape[0] / pieces, .. shape[1..]], [], (_, inputs) =>
            ChannelMaximum.Run(inputs[0], pieces));
    }

    /// <summary>Puts the values of the layer above to where a pooling's maxima were.</summary>
    public DeclaredNetwork MaxUnpool(string pool, WindowSettings settings, string? name = null)
    {
        string source = _layers.Single(layer => layer.Name == pool).Inputs[0];
        int[] shape = ShapeOf(source);
        Window window = settings.Resolve(shape[1..], pooling: true);
        return Append(name ?? NextName, [Last.Name, source, pool], "MaxUnpool", [$"From = {Quote(pool)}"], shape, [], (_, inputs) =>
            Unpooling.Run(inputs, window));
    }

    public DeclaredNetwork LearnedPool(WindowSettings settings, string? name = null, string? from = null)
    {
        (string source, int[] shape) = Source(from);
        Window window = settings.Resolve(shape[1..], pooling: true);
        string own = name ?? NextName;
        DeclaredParameter weight = new($"{own}.weight", [shape[0], .. window.Kernel], ParameterKind.Score);
        return Append(own, [source], "LearnedPool", settings.Arguments(), [shape[0], .. window.Output], [weight], (pass, inputs) =>
            LearnedMean.Run(inputs[0], pass.Parameters[weight.Name], window));
    }

    public DeclaredNetwork ClusterPool(int clusters, PoolingKind kind = PoolingKind.Max, string? name = null, string? from = null)
    {
        (string source, int[] shape) = Source(from);
        string own = name ?? NextName;
        DeclaredParameter codewords = new($"{own}.codewords", [clusters, shape[0]], ParameterKind.Codeword);
        string[] arguments = kind == PoolingKind.Max ? [Number(clusters)] : [Number(clusters), $"Kind = PoolingKind.{kind}"];
        return Append(own, [source], "ClusterPool", arguments, [clusters * shape[0]], [codewords], (pass, inputs) =>
            ClusterPooling.Run(inputs[0], pass.Parameters[codewords.Name], kind == PoolingKind.Average));
    }

    private DeclaredNetwork Pool(
        string kind, WindowSettings settings, string[] more, string? name, string? from, Func<Tensor, Window, Result> run)
    {
        (string source, int[] shape) = Source(from);
        Window window = settings.Resolve(shape[1..], pooling: true);
        return Append(
            name ?? NextName, [source], kind, settings.Arguments().Concat(more), [shape[0], .. window.Output], [], (_, inputs) => run(inputs[0], window));
    }

    /// <summary>Without a size one window for the whole map, with one number that many along every axis.</summary>
    private DeclaredNetwork Adaptive(string kind, int[] size, string? name, string? from, Func<Tensor, PooledCells, Result> run)
    {
        (string source, int[] shape) = Source(from);
        int[] windows = [.. shape[1..].Select((_, axis) => size.Length == 0 ? 1 : size.Length == 1 ? size[0] : size[axis])];
        PooledCells cells = PooledCells.Adaptive(shape[1..], windows);
        return Append(name ?? NextName, [source], kind, size.Select(each => Number(each)), [shape[0], .. windows], [], (_, inputs) => run(inputs[0], cells));
    }
}
