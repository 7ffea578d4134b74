using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ConvGen.Engine;

public static partial class Packing
{
    /// <summary>
    /// Inference statistics of batch normalisation as one multiply-add: scale = γ/√(variance + ε), shift = β − mean·scale. With a
    /// convolution's bias before it the shift becomes bias·scale + shift.
    /// </summary>
    /// <param name="gamma">Learned scales.</param>
    /// <param name="beta">Learned shifts.</param>
    /// <param name="mean">Running means.</param>
    /// <param name="variance">Running variances.</param>
    /// <param name="bias">Biases that come before, or a null reference.</param>
    /// <param name="scale">The scales.</param>
    /// <param name="shift">The shifts.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="epsilon">Added to the variance.</param>
    public static void FoldBatchNorm(
        ref float gamma, ref float beta, ref float mean, ref float variance,
        ref float bias, ref float scale, ref float shift, int channels, double epsilon)
    {
        for (int c = 0; c < channels; c++)
        {
            double factor = Unsafe.Add(ref gamma, c) / Math.Sqrt(Unsafe.Add(ref variance, c) + epsilon);
            double before = Unsafe.IsNullRef(ref bias) ? 0 : Unsafe.Add(ref bias, c);
            Unsafe.Add(ref scale, c) = (float)factor;
            Unsafe.Add(ref shift, c) = (float)(Unsafe.Add(ref beta, c) + ((before - Unsafe.Add(ref mean, c)) * factor));
        }
    }

    /// <summary>1/√(variance + ε) of frozen statistics.</summary>
    /// <param name="variance">Running variances.</param>
    /// <param name="inverse">The destination.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="epsilon">Added to the variance.</param>
    public static void InverseDeviation(ref float variance, ref float inverse, int channels, double epsilon)
    {
        for (int c = 0; c < channels; c++)
        {
            Unsafe.Add(ref inverse, c) = (float)(1 / Math.Sqrt(Unsafe.Add(ref variance, c) + epsilon));
        }
    }

    /// <summary>
    /// Sums over the channels of numbers in blocks of 16 channels, <c>[channel/16][position][16]</c>: one for each position.
    /// </summary>
    /// <param name="blocks">The numbers.</param>
    /// <param name="sums">The sums.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="positions">Positions.</param>
    public static void SumChannels(ref float blocks, ref float sums, int channels, int positions)
    {
        for (int position = 0; position < positions; position++)
        {
            double sum = 0;
            for (int channel = 0; channel < channels; channel++)
            {
                sum += Unsafe.Add(ref blocks, (((channel / Block * positions) + position) * Block) + (channel % Block));
            }

            Unsafe.Add(ref sums, position) = (float)sum;
        }
    }

    /// <summary>Copies one number per channel.</summary>
    /// <param name="source">The tensor.</param>
    /// <param name="packed">The destination.</param>
    /// <param name="length">Numbers.</param>
    public static void Vector(ref float source, ref float packed, int length) =>
        MemoryMarshal.CreateReadOnlySpan(ref source, length).CopyTo(MemoryMarshal.CreateSpan(ref packed, length));

    /// <summary>Adds to a gradient what another layer with the same tensor contributes.</summary>
    /// <param name="part">The contribution.</param>
    /// <param name="gradient">The gradient.</param>
    /// <param name="length">Numbers.</param>
    public static void Accumulate(ref float part, ref float gradient, int length)
    {
        Span<float> sums = MemoryMarshal.CreateSpan(ref gradient, length);
        ReadOnlySpan<float> parts = MemoryMarshal.CreateReadOnlySpan(ref part, length);
        int vectors = length / Vector<float>.Count * Vector<float>.Count;
        for (int i = 0; i < vectors; i += Vector<float>.Count)
        {
            (new Vector<float>(sums[i..]) + new Vector<float>(parts[i..])).CopyTo(sums[i..]);
        }

        for (int i = vectors; i < length; i++)
        {
            sums[i] += parts[i];
        }
    }
}
