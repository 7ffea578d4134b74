using ConvGen;
using Samples;

namespace Digits;

/// <summary>The digits to train on and to test on: MNIST's files, or pictures that are drawn here.</summary>
/// <param name="Train">To train on.</param>
/// <param name="Test">Never trained on.</param>
internal sealed record DigitData(IDataset Train, IDataset Test)
{
    private const int DrawnForTraining = 8_000;
    private const int DrawnForTest = 2_000;

    /// <summary>Reads MNIST's files. What is trained on is moved about a little; drawn digits are already.</summary>
    public static DigitData Load(string folder, int seed)
    {
        const int Pixels = 1;
        const float Degrees = 10;
        IDataset train = MnistFiles.Load(folder, "train");
        var augmentation = new Augmentation { Shift = Pixels, Rotation = Degrees };
        return new(
            new AugmentedDataset(train, [1, StrokeDigits.Side, StrokeDigits.Side], augmentation, seed), MnistFiles.Load(folder, "t10k"));
    }

    /// <summary>Draws digits.</summary>
    public static DigitData Draw(int seed)
    {
        StrokeDigits digits = new(seed);
        return new(Draw(digits, 0, DrawnForTraining), Draw(digits, DrawnForTraining, DrawnForTest));
    }

    private static InMemoryDataset Draw(StrokeDigits digits, int first, int count)
    {
        const int Length = StrokeDigits.Side * StrokeDigits.Side;
        float[] pixels = new float[count * Length];
        float[] labels = new float[count];
        Parallel.For(0, count, i => labels[i] = digits.Draw(first + i, pixels.AsSpan(i * Length, Length)));
        return new(pixels, labels, Length);
    }
}
