using System.Globalization;
using System.Text;
using ConvGen;

namespace Digits;

/// <summary>Draws a few digits as text, with the network's answer below each.</summary>
internal static class Gallery
{
    private const int Side = StrokeDigits.Side;
    private const int Columns = 3;
    private const string Shades = " .:-=+*#%@";
    private const string Gap = "  ";

    /// <summary>Draws digits side by side.</summary>
    /// <param name="network">Answers.</param>
    /// <param name="digits">Where the pictures come from.</param>
    public static string Draw(LeNet5Inference network, IDataset digits)
    {
        float[][] images = [.. Enumerable.Range(0, Math.Min(Columns, digits.Count)).Select(i => Read(digits, i))];
        StringBuilder text = new();

        // A character is about twice as high as wide, so each stands for two rows.
        for (int row = 0; row < Side; row += 2)
            AppendLine(text, images.Select(image => Row(image, row)));
        AppendLine(text, images.Select(image => Answer(network, image).PadRight(Side)));
        return text.ToString();
    }

    private static void AppendLine(StringBuilder text, IEnumerable<string> cells) =>
        text.Append(string.Join(Gap, cells).TrimEnd()).Append('\n');

    private static float[] Read(IDataset digits, int index)
    {
        float[] image = new float[digits.ExampleLength];
        digits.Read(index, image, new float[digits.TargetLength]);
        return image;
    }

    private static string Row(float[] image, int row) => string.Create(Side, (image, row), static (characters, state) =>
    {
        for (int column = 0; column < Side; column++)
        {
            float ink = (state.image[state.row * Side + column] + state.image[(state.row + 1) * Side + column]) / 2;
            characters[column] = Shades[Math.Clamp((int)(ink * Shades.Length), 0, Shades.Length - 1)];
        }
    });

    private static string Answer(LeNet5Inference network, float[] image)
    {
        float[] probabilities = new float[LeNet5Inference.OutputLength];
        network.Forward(image, probabilities);
        int digit = Evaluation.Largest(probabilities);
        return string.Create(CultureInfo.InvariantCulture, $"answer: {digit} ({probabilities[digit]:P1})");
    }
}
