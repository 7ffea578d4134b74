using Samples;

namespace SpokenDigits;

/// <summary>What the command line asks for.</summary>
/// <param name="Data">A folder with recordings; null for tones that the sample makes itself.</param>
/// <param name="Epochs">How often to go through the training set.</param>
/// <param name="Seed">Where every random number starts.</param>
/// <param name="Threads">Threads to use; null for as many as there are physical cores.</param>
/// <param name="Output">Where the weights are saved.</param>
internal sealed record Options(string? Data, int Epochs, int Seed, int? Threads, string Output)
{
    public const string Usage = """
        Trains a one-dimensional network to hear which digit is spoken.

        usage: SpokenDigits [options]

          --data DIR      recordings named DIGIT_SPEAKER_NUMBER.wav, as in the Free Spoken Digit Dataset; numbers 0 to 4 are the test set.
                          Without it the sample makes the tones of a telephone's keys
          --epochs N      passes through the training set (default 30, or 5 for tones)
          --seed N        where every random number starts (default 1)
          --threads N     threads to use (default: one for each physical core)
          --output FILE   where the weights are saved (default spoken-digits.safetensors)
          --help          this text
        """;

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="FormatException">They make no sense; the message says which.</exception>
    public static Options Read(Arguments arguments) => new(
        arguments.Text("--data"),
        arguments.Number("--epochs", arguments.Text("--data") is null ? 5 : 30, least: 1),
        arguments.Number("--seed", 1, least: 0),
        arguments.Number("--threads", 0, least: 0) is > 0 and int threads ? threads : null,
        arguments.Text("--output") ?? "spoken-digits.safetensors");
}
