using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using static System.FormattableString;

namespace ConvGen;

/// <content>What is said about calls that cannot be done.</content>
public abstract unsafe partial class NetworkContext
{
    /// <summary>What is thrown when the processor has none of the instruction sets that code was emitted for.</summary>
    /// <param name="targets">Those that it was emitted for.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected static PlatformNotSupportedException NoTarget(string targets) => new(
        $"The network was compiled for {targets}, but this processor, or MaxVectorBits, allows none of them; "
        + "Portable among the project's ConvGenTargets runs everywhere.");

    /// <summary>What is thrown when the input has a size that the network is not compiled for.</summary>
    /// <param name="sizes">Those that it is compiled for.</param>
    /// <param name="name">The first argument that says the size.</param>
    /// <param name="given">The size.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected static ArgumentException UnknownSize(string sizes, string name, params int[] given)
    {
        ArgumentNullException.ThrowIfNull(given);
        string size = string.Join('×', given.Select(extent => extent.ToString(CultureInfo.InvariantCulture)));
        string arguments = string.Join(", ", given.Select(extent => extent.ToString(CultureInfo.InvariantCulture)));
        return new ArgumentException(
            $"The network is not compiled for inputs of {size}, but for {sizes}; [Size({arguments})] on its class adds it.", name);
    }

    [DoesNotReturn]
    private void ThrowNotIdle(int state)
    {
        if (state == Disposed)
        {
            ThrowDisposed();
        }

        throw new InvalidOperationException(
            "This context is already running on another thread; create one per thread with CreateContext().");
    }

    /// <summary>Says what has been disposed: the network, or the context alone.</summary>
    [DoesNotReturn]
    internal void ThrowDisposed()
    {
        Weights.ThrowIfDisposed();
        throw new ObjectDisposedException(Name);
    }

    /// <summary>The full name of a type as it is written in C#.</summary>
    private protected static string NameOf(Type type) => (type.FullName ?? type.Name).Replace('+', '.');

    [DoesNotReturn]
    private static void ThrowWrongInput(int length, int exampleLength, string shape, string elements, string name) =>
        throw new ArgumentException(
            Invariant($"Expected a multiple of {shape} ({exampleLength} {elements} per example) but got {length} {elements}."), name);

    [DoesNotReturn]
    private static void ThrowWrongLength(int length, int examples, int exampleLength, string shape, string elements, string name) =>
        throw new ArgumentException(
            Invariant($"Expected {shape} ({exampleLength} {elements}) for each of {examples} examples, ")
                + Invariant($"{(long)examples * exampleLength} {elements}, but got {length}."),
            name);
}
