using System.ComponentModel;

namespace ConvGen;

/// <summary>
/// What one thread needs to run a network: memory for its feature maps. The weights are the network's. A network's class has a
/// <c>Context</c> of its own, whose further overloads of <c>Forward</c> take several inputs, bytes and other sizes.
/// </summary>
public abstract class InferenceContext : NetworkContext
{
    /// <summary>Allocates a context.</summary>
    /// <param name="weights">The network's parameters.</param>
    /// <param name="arenaLength">The floats of intermediate values that the largest pass takes.</param>
    /// <param name="workspaceLength">The floats of working memory that every thread has for itself.</param>
    /// <exception cref="ObjectDisposedException">The network has been disposed.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected InferenceContext(WeightStore weights, long arenaLength, int workspaceLength = 0)
        : base(weights, arenaLength, workspaceLength)
    {
    }

    /// <summary>Runs one or more examples through the network as <see cref="INetwork.Forward"/> does, allocating nothing.</summary>
    /// <param name="input">
    /// The examples in the layout of the network's input, one after another. With several inputs, all examples of the first, then all of
    /// the next. Bytes are the floats 0 to 255.
    /// </param>
    /// <param name="output">
    /// Where the results go, planar, one after another. With several outputs, all results of the first, then all of the next.
    /// </param>
    /// <exception cref="ArgumentException">A length does not fit, or the spans overlap.</exception>
    /// <exception cref="InvalidOperationException">The context is running on another thread.</exception>
    /// <exception cref="ObjectDisposedException">The context or its network has been disposed.</exception>
    public abstract void Forward(ReadOnlySpan<float> input, Span<float> output);
}
