using System.Diagnostics;
using ConvGen;

namespace Digits;

/// <summary>What the trained network does with the test set.</summary>
/// <param name="Accuracy">The share of right answers.</param>
/// <param name="MicrosecondsPerImage">The time of one call with one image.</param>
/// <param name="BytesPerCall">What one call allocates, rounded up.</param>
internal sealed record Evaluation(double Accuracy, double MicrosecondsPerImage, long BytesPerCall)
{
    private const int MinCalls = 20_000;

    /// <summary>Classifies a data set, one image at a time.</summary>
    public static Evaluation Of(LeNet5Inference network, IDataset test)
    {
        float[] images = new float[test.Count * LeNet5Inference.InputLength];
        float[] labels = new float[test.Count];
        for (int i = 0; i < test.Count; i++)
            test.Read(i, Image(images, i), labels.AsSpan(i, 1));

        int right = 0;
        Span<float> probabilities = stackalloc float[LeNet5Inference.OutputLength];
        for (int i = 0; i < test.Count; i++)
        {
            network.Forward(Image(images, i), probabilities);
            right += Largest(probabilities) == (int)labels[i] ? 1 : 0;
        }

        // The just-in-time compiler needs some calls before its best code runs; then the same number of calls is timed.
        int calls = Math.Max(test.Count, MinCalls);
        Classify(network, images, test.Count, calls);
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        Classify(network, images, test.Count, calls);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return new((double)right / test.Count, elapsed.TotalMicroseconds / calls, (allocated + calls - 1) / calls);
    }

    /// <summary>The index of the largest value: the answer.</summary>
    public static int Largest(ReadOnlySpan<float> values)
    {
        int largest = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] > values[largest])
                largest = i;
        }

        return largest;
    }

    private static void Classify(LeNet5Inference network, float[] images, int count, int calls)
    {
        Span<float> probabilities = stackalloc float[LeNet5Inference.OutputLength];
        for (int i = 0; i < calls; i++)
            network.Forward(Image(images, i % count), probabilities);
    }

    private static Span<float> Image(float[] images, int index) =>
        images.AsSpan(index * LeNet5Inference.InputLength, LeNet5Inference.InputLength);
}
