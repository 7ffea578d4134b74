using ConvGen;

namespace Segmentation;

/// <summary>How well masks cover what they should: intersection over union of each class, over all pixels of a data set.</summary>
internal static class Overlap
{
    /// <summary>Measures a network.</summary>
    /// <param name="network">What is measured.</param>
    /// <param name="pictures">Pictures that it has not seen.</param>
    /// <returns>One number from 0 to 1 for each class.</returns>
    public static double[] Measure(UNet network, IDataset pictures)
    {
        int classes = UNet.OutputLength / pictures.TargetLength;
        long[] intersection = new long[classes], union = new long[classes];
        float[] picture = new float[pictures.ExampleLength], truth = new float[pictures.TargetLength];
        int[] mask = new int[truth.Length];
        for (int i = 0; i < pictures.Count; i++)
        {
            pictures.Read(i, picture, truth);
            Segment(network, picture, mask);
            for (int at = 0; at < mask.Length; at++)
            {
                int wanted = (int)truth[at];
                union[wanted]++;
                if (mask[at] == wanted)
                    intersection[wanted]++;
                else
                    union[mask[at]]++;
            }
        }

        return [.. intersection.Zip(union, (both, either) => (double)both / Math.Max(1, either))];
    }

    /// <summary>The most probable class of each pixel.</summary>
    public static void Segment(UNet network, ReadOnlySpan<float> picture, Span<int> mask)
    {
        float[] probabilities = new float[UNet.OutputLength];
        network.Forward(picture, probabilities);
        mask.Clear();
        for (int i = mask.Length; i < probabilities.Length; i++)
        {
            int at = i % mask.Length;
            if (probabilities[i] > probabilities[mask[at] * mask.Length + at])
                mask[at] = i / mask.Length;
        }
    }
}
