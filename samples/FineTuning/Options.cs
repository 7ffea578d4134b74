using Samples;

namespace FineTuning;

/// <summary>What the command line asks for.</summary>
/// <param name="Data">A folder with MNIST's idx files.</param>
/// <param name="Pictures">How many pictures of the new digits there are to learn from.</param>
/// <param name="Seed">Where every random number starts.</param>
/// <param name="Threads">Threads to use; null for as many as there are physical cores.</param>
internal sealed record Options(string Data, int Pictures, int Seed, int? Threads)
{
    public const string Usage = """
        Trains a network on the digits 0 to 4, fine-tunes it for 5 to 9 with a few pictures of these, and compares it with one that only
        had the few pictures.

        usage: FineTuning --data DIR [options]

          --data DIR      MNIST's idx files (plain or .gz)
          --pictures N    pictures of 5 to 9 to learn from (default 100)
          --seed N        where every random number starts (default 1)
          --threads N     threads to use (default: one for each physical core)
          --help          this text
        """;

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="FormatException">They make no sense; the message says which.</exception>
    public static Options Read(Arguments arguments) => new(
        arguments.Text("--data") ?? throw new FormatException("--data is missing; --help lists the options"),
        arguments.Number("--pictures", 100, least: 10),
        arguments.Number("--seed", 1, least: 0),
        arguments.Number("--threads", 0, least: 0) is > 0 and int threads ? threads : null);
}
