using ConvGen.Engine;

namespace ConvGen.Runtime.Tests;

/// <summary>Small weight stores.</summary>
internal static class Store
{
    public static TensorSpec[] Tensors =>
    [
        new("conv1.weight", [2, 1, 3], TensorRole.Weight, 3, 6, true),
        new("conv1.bias", [2], TensorRole.Bias, 3, 6, true),
        new("bn1.weight", [2], TensorRole.Scale, 2, 2, false),
        new("bn1.bias", [2], TensorRole.Shift, 2, 2, false),
        new("bn1.running_mean", [2], TensorRole.RunningMean, 2, 2, false),
        new("bn1.running_var", [2], TensorRole.RunningVariance, 2, 2, false),
        new("fc1.weight", [3, 17], TensorRole.Weight, 17, 3, false),
    ];

    /// <summary>A store whose packed block is not used.</summary>
    public static WeightStore Create(TensorSpec[]? tensors = null, NetworkOptions? options = null) =>
        new(tensors ?? Tensors, 16, static (ref float _, ref float _, bool _, PackShare _) => { }, options ?? new NetworkOptions { Threads = 1 });

    /// <summary>Every number of every tensor.</summary>
    public static float[] Snapshot(WeightStore store) => [.. store.Parameters.SelectMany(parameter => parameter.Values.ToArray())];
}
