using Samples;

namespace Digits;

/// <summary>What the command line asks for.</summary>
/// <param name="Data">A folder with MNIST's idx files; null for the digits that the sample makes itself.</param>
/// <param name="Epochs">How often to go through the training set.</param>
/// <param name="Seed">Where every random number starts.</param>
/// <param name="Threads">Threads to use; null for as many as there are physical cores.</param>
/// <param name="Output">Where the weights are saved.</param>
internal sealed record Options(string? Data, int Epochs, int Seed, int? Threads, string Output)
{
    public const string Usage = """
        Trains LeNet-5 on digits, saves it, loads it for inference and measures it.

        usage: Digits [options]

          --data DIR      MNIST's idx files (plain or .gz); without it the sample makes its own digits
          --epochs N      passes through the training set (default 5)
          --seed N        where every random number starts (default 1)
          --threads N     threads to use (default: one for each physical core)
          --output FILE   where the weights are saved (default lenet5.safetensors)
          --help          this text
        """;

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="FormatException">They make no sense; the message says which.</exception>
    public static Options Read(Arguments arguments) => new(
        arguments.Text("--data"),
        arguments.Number("--epochs", 5, least: 1),
        arguments.Number("--seed", 1, least: 0),
        arguments.Number("--threads", 0, least: 0) is > 0 and int threads ? threads : null,
        arguments.Text("--output") ?? "lenet5.safetensors");
}
