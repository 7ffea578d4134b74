using ConvGen;

namespace Digits;

/// <summary>The digits to train on and to test on: MNIST's files, or pictures that are drawn here.</summary>
/// <param name="Train">To train on.</param>
/// <param name="Test">Never trained on.</param>
internal sealed record DigitData(IDataset Train, IDataset Test)
{
    private const int DrawnForTraining = 8_000;
    private const int DrawnForTest = 2_000;

    /// <summary>Reads the four files of MNIST, plain or packed with gzip; pixels become numbers from 0 to 1.</summary>
    public static DigitData Load(string folder)
    {
        IdxDataset Load(string part)
        {
            string images = Path.Combine(folder, $"{part}-images-idx3-ubyte"), labels = Path.Combine(folder, $"{part}-labels-idx1-ubyte");
            IdxDataset digits = IdxDataset.Load(images, labels);
            if (!digits.ImageShape.SequenceEqual([StrokeDigits.Side, StrokeDigits.Side]))
                throw new DataFormatException($"{images}: the images are {string.Join('×', digits.ImageShape)}, not 28×28.");
            for (int i = 0; i < digits.Count; i++)
            {
                if (digits.Label(i) >= LeNet5.OutputLength)
                    throw new DataFormatException($"{labels}: label {i} is {digits.Label(i)}, which is no digit.");
            }

            return digits;
        }

        return new(Load("train"), Load("t10k"));
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
