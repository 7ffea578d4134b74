using Samples;

namespace Segmentation;

/// <summary>What the command line asks for.</summary>
/// <param name="Epochs">How often to go through the training set.</param>
/// <param name="Seed">Where every random number starts.</param>
/// <param name="Threads">Threads to use; null for as many as there are physical cores.</param>
/// <param name="Output">The folder for weights and pictures.</param>
internal sealed record Options(int Epochs, int Seed, int? Threads, string Output)
{
    public const string Usage = """
        Trains a U-Net to tell discs, squares and triangles from each other and from the background, pixel by pixel, and draws what it sees.
        The pictures and their masks are drawn as PNG files, and read from their folders.

        usage: Segmentation [options]

          --epochs N      passes through the training set (default 8)
          --seed N        where every random number starts (default 1)
          --threads N     threads to use (default: one for each physical core)
          --output DIR    where weights and pictures are saved (default segmentation)
          --help          this text
        """;

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="FormatException">They make no sense; the message says which.</exception>
    public static Options Read(Arguments arguments) => new(
        arguments.Number("--epochs", 8, least: 1),
        arguments.Number("--seed", 1, least: 0),
        arguments.Number("--threads", 0, least: 0) is > 0 and int threads ? threads : null,
        arguments.Text("--output") ?? "segmentation");
}
