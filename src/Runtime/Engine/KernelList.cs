using System.ComponentModel;

namespace ConvGen.Engine;

/// <summary>
/// The kernels of a network for one vector target, in the order in which a pass needs them; for emitted code. First stand those that only
/// networks use that may round, last those that only exact ones use.
/// </summary>
/// <param name="At">The kernel with a number.</param>
/// <param name="SharedFrom">The first that exact networks use.</param>
/// <param name="ExactFrom">The first that only exact networks use.</param>
/// <param name="Count">How many there are.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct KernelList(Func<int, Delegate> At, int SharedFrom, int ExactFrom, int Count);
