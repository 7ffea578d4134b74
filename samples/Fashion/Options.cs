using Samples;

namespace Fashion;

/// <summary>What the command line asks for.</summary>
/// <param name="Data">A folder with Fashion-MNIST's idx files.</param>
/// <param name="Epochs">How often to go through the training set.</param>
/// <param name="Seed">Where every random number starts.</param>
/// <param name="Threads">Threads to use; null for as many as there are physical cores.</param>
/// <param name="Output">Where the weights are saved.</param>
internal sealed record Options(string Data, int Epochs, int Seed, int? Threads, string Output)
{
    public const string Usage = """
        Trains a network on the pictures of Fashion-MNIST, with augmentation and a learning-rate schedule, and saves it.

        usage: Fashion --data DIR [options]

          --data DIR      Fashion-MNIST's idx files (plain or .gz)
          --epochs N      passes through the training set (default 14)
          --seed N        where every random number starts (default 1)
          --threads N     threads to use (default: one for each physical core)
          --output FILE   where the weights are saved (default fashion.safetensors)
          --help          this text
        """;

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="FormatException">They make no sense; the message says which.</exception>
    public static Options Read(Arguments arguments) => new(
        arguments.Text("--data") ?? throw new FormatException("--data is missing; --help lists the options"),
        arguments.Number("--epochs", 14, least: 1),
        arguments.Number("--seed", 1, least: 0),
        arguments.Number("--threads", 0, least: 0) is > 0 and int threads ? threads : null,
        arguments.Text("--output") ?? "fashion.safetensors");
}
