using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ConvGen;

/// <summary>The change of a few neighbouring parameters by their gradients; a struct, so that each kind gets a loop of its own.</summary>
internal interface ITensorUpdate
{
    /// <summary>The new parameters.</summary>
    /// <param name="index">The index of the first.</param>
    /// <param name="values">The parameters.</param>
    /// <param name="gradients">The gradients by them.</param>
    Vector<float> Apply(int index, Vector<float> values, Vector<float> gradients);
}

/// <summary>
/// Runs an update over a tensor. The last, incomplete vector is filled up with zeros and updated like the others, so that each
/// update is written once; state is allocated in whole vectors for that.
/// </summary>
internal static class TensorUpdate
{
    /// <summary>A state buffer for a tensor: zeros, rounded up to whole vectors.</summary>
    public static float[] AllocateState(int length) =>
        new float[((long)length + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count];

    public static void Run<TUpdate>(TUpdate update, Span<float> values, ReadOnlySpan<float> gradients)
        where TUpdate : struct, ITensorUpdate
    {
        int width = Vector<float>.Count;
        int whole = values.Length / width * width;
        ref float value = ref MemoryMarshal.GetReference(values);
        ref float gradient = ref MemoryMarshal.GetReference(gradients);
        for (int i = 0; i < whole; i += width)
        {
            Vector<float> changed = update.Apply(i, Vector.LoadUnsafe(ref value, (nuint)i), Vector.LoadUnsafe(ref gradient, (nuint)i));
            changed.StoreUnsafe(ref value, (nuint)i);
        }

        if (whole < values.Length)
        {
            RunTail(update, whole, values[whole..], gradients[whole..]);
        }
    }

    /// <summary>The vector of state at an index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Load(float[] state, int index) => new(state, index);

    private static void RunTail<TUpdate>(TUpdate update, int index, Span<float> values, ReadOnlySpan<float> gradients)
        where TUpdate : struct, ITensorUpdate
    {
        Span<float> filled = stackalloc float[2 * Vector<float>.Count];
        filled.Clear();
        Span<float> value = filled[..Vector<float>.Count];
        Span<float> gradient = filled[Vector<float>.Count..];
        values.CopyTo(value);
        gradients.CopyTo(gradient);
        update.Apply(index, new Vector<float>(value), new Vector<float>(gradient)).CopyTo(value);
        value[..values.Length].CopyTo(values);
    }
}
