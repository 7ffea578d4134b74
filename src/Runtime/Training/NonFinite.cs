using System.Numerics;
using System.Runtime.InteropServices;

namespace ConvGen;

/// <summary>Finds what is no finite number.</summary>
internal static class NonFinite
{
    /// <summary>The index of the first float that is infinite or not a number; −1 when all are finite.</summary>
    public static int IndexIn(ReadOnlySpan<float> values)
    {
        // x − x is 0 for every finite number, and not a number for all others, which no sum leaves again.
        Vector<float> sum = Vector<float>.Zero;
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (Vector<float> vector in vectors)
        {
            sum += vector - vector;
        }

        bool isFinite = Vector.EqualsAll(sum, Vector<float>.Zero);
        for (int i = isFinite ? vectors.Length * Vector<float>.Count : 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
