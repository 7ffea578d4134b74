namespace ConvGen;

/// <summary>
/// Places the layers of a block. They are called after the use: <c>layer1.conv1</c>, or <c>layer1.0.conv1</c>, <c>layer1.1.conv1</c> where
/// it is repeated. Other layers read the last of them by the name of the use.
/// </summary>
/// <typeparam name="TBlock">The class with the layers, marked by <see cref="BlockAttribute"/>.</typeparam>
/// <param name="filters">What <see cref="BlockArgument.Filters"/> stands for.</param>
/// <param name="s">What <see cref="BlockArgument.Stride"/> stands for in the first copy.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class UseAttribute<TBlock>(int filters = 0, int s = 1) : LayerAttribute
{
    /// <summary>What <see cref="BlockArgument.Filters"/> stands for; null when omitted.</summary>
    public int? Filters { get; } = filters == 0 ? null : filters;

    /// <summary>What <see cref="BlockArgument.Stride"/> stands for in the first copy.</summary>
    public int Stride { get; } = s;

    /// <summary>How many copies follow each other, each reading the one before.</summary>
    public int Repeat { get; set; } = 1;

    /// <summary>Whether all copies share one set of weights: a recurrent convolutional network, unrolled.</summary>
    public bool Tied { get; set; }
}
