using System.Globalization;

namespace Digits;

/// <summary>What the command line asks for.</summary>
/// <param name="Data">A folder with MNIST's idx files; null for the digits that the sample makes itself.</param>
/// <param name="Epochs">How often to go through the training set.</param>
/// <param name="Seed">Where every random number starts.</param>
/// <param name="Threads">Threads to use; 0 for as many as there are physical cores.</param>
/// <param name="Output">Where the weights are saved.</param>
/// <param name="Help">Whether only the usage is wanted.</param>
internal sealed record Options(string? Data, int Epochs, int Seed, int Threads, string Output, bool Help)
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

    private const int DefaultEpochs = 5;
    private const int DefaultSeed = 1;

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="FormatException">They make no sense; the message says which.</exception>
    public static Options Parse(string[] arguments)
    {
        Options options = new(null, DefaultEpochs, DefaultSeed, 0, "lenet5.safetensors", false);
        for (int i = 0; i < arguments.Length; i++)
        {
            string option = arguments[i];
            if (option is "--help" or "-h")
                return options with { Help = true };

            string Value() => ++i < arguments.Length ? arguments[i] : throw new FormatException($"{option} needs a value");
            options = option switch
            {
                "--data" => options with { Data = Value() },
                "--epochs" => options with { Epochs = Number(option, Value(), 1) },
                "--seed" => options with { Seed = Number(option, Value(), 0) },
                "--threads" => options with { Threads = Number(option, Value(), 0) },
                "--output" => options with { Output = Value() },
                _ => throw new FormatException($"unknown option '{option}'; --help lists them"),
            };
        }

        return options;
    }

    private static int Number(string option, string text, int least) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least
            ? number
            : throw new FormatException($"{option} needs a whole number of at least {least}, not '{text}'");
}
