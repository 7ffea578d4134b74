namespace ConvGen;

/// <summary>
/// Places the layers of a block. They are called after the use: <c>layer1.conv1</c>, or <c>layer1.0.conv1</c>, <c>layer1.1.conv1</c> where
/// it is repeated; with <c>Name = "layer{1}"</c> the copies are <c>layer1</c>, <c>layer2</c>, … Other layers read the last of its layers by
/// the name of the use, and the last of a copy by the name of the copy.
/// </summary>
/// <typeparam name="TBlock">The class with the layers, marked by <see cref="BlockAttribute"/>.</typeparam>
/// <param name="values">
/// What the block's numbers are: numbers for <see cref="BlockArgument.Number1"/> and those that follow, then texts for numbers by their
/// names, <c>"Stride = 2"</c>. A text may have a number for each copy, <c>"Dilation = 1, 2, 4"</c>, of which the last one is that of all
/// further copies.
/// </param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class UseAttribute<TBlock>(params object[] values) : LayerAttribute
{
    /// <summary>What the block's numbers are: whole numbers and fractions by their order, and texts.</summary>
    public object[] Values { get; } = values;

    /// <summary>How many copies follow each other, each reading the one before.</summary>
    public int Repeat { get; set; } = 1;

    /// <summary>Whether all copies share one set of weights: a recurrent convolutional network, unrolled.</summary>
    public bool Tied { get; set; }
}
