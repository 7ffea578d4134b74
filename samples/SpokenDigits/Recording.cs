using System.Globalization;
using ConvGen;

namespace SpokenDigits;

/// <summary>Somebody says a digit.</summary>
/// <param name="Digit">The digit.</param>
/// <param name="Number">Which time.</param>
/// <param name="Samples">What was recorded.</param>
internal sealed record Recording(int Digit, int Number, float[] Samples)
{
    /// <summary>Reads a file whose name tells what is said: DIGIT_SPEAKER_NUMBER.wav.</summary>
    /// <exception cref="DataFormatException">The name or the file is another.</exception>
    public static Recording Read(string path)
    {
        string[] parts = Path.GetFileNameWithoutExtension(path).Split('_');
        if (parts.Length != 3 || !TryParse(parts[0], out int digit) || digit > 9 || !TryParse(parts[2], out int number))
            throw new DataFormatException($"{path}: the name is not DIGIT_SPEAKER_NUMBER.wav.");
        return new(digit, number, WavFile.Load(path).Channel(0).ToArray());
    }

    private static bool TryParse(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
