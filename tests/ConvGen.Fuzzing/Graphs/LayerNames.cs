using ConvGen.Fuzzing.Declarations;

namespace ConvGen.Fuzzing.Graphs;

/// <summary>What layers are called that are given no name.</summary>
internal static class LayerNames
{
    private static readonly Dictionary<string, string> Stems = new()
    {
        ["BatchNorm"] = "bn",
        ["Dense"] = "fc",
        ["LayerNorm"] = "ln",
        ["GroupNorm"] = "gn",
        ["LocalResponseNorm"] = "lrn",
        ["GlobalResponseNorm"] = "grn",
        ["GlobalAvgPool"] = "gap",
        ["GlobalMaxPool"] = "gmp",
        ["MaxUnpool"] = "unpool",
        ["LocallyConnected"] = "local",
        ["ImageFilter"] = "filter",
        ["Relu6"] = "relu6_",
    };

    /// <summary>What the number follows.</summary>
    public static string Stem(Layer layer) => layer.Block is not null ? "block"
        : Stems.TryGetValue(layer.Kind, out string? stem) ? stem
        : layer.Kind.EndsWith("Pool", StringComparison.Ordinal) ? "pool"
        : layer.Kind.ToLowerInvariant();
}
