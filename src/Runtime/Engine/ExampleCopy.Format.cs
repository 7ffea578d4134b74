using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ConvGen.Engine;

/// <content>Examples that are not planar floats as the network computes with them.</content>
public static partial class ExampleCopy
{
    /// <summary>
    /// Brings examples in: takes their channels apart, converts and normalises them, in one pass. The border of zeros stays as it is:
    /// padding is zero in what the network sees, as it is after a normalisation of the whole image.
    /// </summary>
    /// <typeparam name="TElement"><see cref="byte"/> or <see cref="float"/>.</typeparam>
    /// <param name="source">C·D·H·W elements per example, in the order of the format.</param>
    /// <param name="destination">The first float of the stored value.</param>
    /// <param name="layout">How the value is stored.</param>
    /// <param name="format">What the examples are like.</param>
    /// <param name="target">The instructions to use; every one gives the same results.</param>
    /// <exception cref="NotSupportedException">The elements are of another type.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyIn<TElement>(
        ReadOnlySpan<TElement> source, ref float destination, in StoredLayout layout, ExampleFormat format, VectorTarget target)
        where TElement : struct
    {
        ArgumentNullException.ThrowIfNull(format);
        int examples = source.Length / layout.PlanarLength;
        for (int example = 0; example < examples; example++)
        {
            ref TElement outside = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), (nint)example * layout.PlanarLength);
            ref float stored = ref Unsafe.Add(ref destination, ((nint)example * layout.ExampleStride) + layout.Origin);
            if (format is { IsUniform: true, IsInterleaved: false } && layout.IsInPlanarOrder)
            {
                ElementSegment.Convert(ref outside, 1, 0, layout.PlanarLength, ref stored, 1, format.Scale(0), format.Shift(0), target);
                continue;
            }

            foreach (ExampleRow row in new ExampleRows(layout, format.IsInterleaved))
            {
                ref TElement first = ref Unsafe.Add(ref outside, row.Outside);
                ref float to = ref Unsafe.Add(ref stored, row.Stored);
                float scale = format.Scale(row.Channel), shift = format.Shift(row.Channel);
                ElementSegment.Convert(ref first, row.Channels, row.Lane, layout.Width, ref to, layout.PixelStride, scale, shift, target);
            }
        }
    }

    /// <summary>
    /// Takes gradients by what the network sees out as gradients by what came in: in the order of the format, and times the factor of
    /// the channel, by which the chain rule has it.
    /// </summary>
    /// <param name="source">The first float of the stored gradient.</param>
    /// <param name="destination">C·D·H·W floats per example.</param>
    /// <param name="layout">How the gradient is stored.</param>
    /// <param name="format">What the examples are like.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyOut(ref float source, Span<float> destination, in StoredLayout layout, ExampleFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        int examples = destination.Length / layout.PlanarLength;
        for (int example = 0; example < examples; example++)
        {
            Span<float> outside = destination.Slice(example * layout.PlanarLength, layout.PlanarLength);
            ref float stored = ref Unsafe.Add(ref source, ((nint)example * layout.ExampleStride) + layout.Origin);
            foreach (ExampleRow row in new ExampleRows(layout, format.IsInterleaved))
            {
                float scale = format.Scale(row.Channel);
                for (int x = 0; x < layout.Width; x++)
                {
                    outside[row.Outside + (x * row.Channels) + row.Lane] =
                        Unsafe.Add(ref stored, row.Stored + (x * layout.PixelStride)) * scale;
                }
            }
        }
    }
}
