using Samples;

namespace Cifar;

/// <summary>What the command line asks for.</summary>
/// <param name="Train">CIFAR-10's binary files to learn from.</param>
/// <param name="Test">The binary file to test with.</param>
/// <param name="Epochs">How often to go through the training set.</param>
/// <param name="Seed">Where every random number starts.</param>
/// <param name="Threads">Threads to use; null for as many as there are physical cores.</param>
/// <param name="Checkpoint">Where training goes on when it was interrupted.</param>
/// <param name="Output">Where the weights are saved.</param>
internal sealed record Options(string[] Train, string Test, int Epochs, int Seed, int? Threads, string Checkpoint, string Output)
{
    public const string Usage = """
        Trains a ResNet-20 on CIFAR-10 and saves it. When it is stopped, the same command goes on from its checkpoint.

        usage: Cifar --data DIR [options]

          --data DIR         CIFAR-10's binary files, data_batch_1.bin to data_batch_5.bin and test_batch.bin
          --train FILE,…     other files to learn from (.bin or .bin.gz)
          --test FILE        another file to test with
          --epochs N         passes through the training set (default 60)
          --seed N           where every random number starts (default 1)
          --threads N        threads to use (default: one for each physical core)
          --checkpoint FILE  where training goes on when it was interrupted (default cifar.checkpoint.safetensors)
          --output FILE      where the weights are saved (default cifar.safetensors)
          --help             this text
        """;

    private const int Batches = 5;

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="FormatException">They make no sense; the message says which.</exception>
    public static Options Read(Arguments arguments)
    {
        string? data = arguments.Text("--data");
        string[]? train = arguments.Text("--train")?.Split(',')
            ?? (data is null ? null : [.. Enumerable.Range(1, Batches).Select(i => Path.Combine(data, $"data_batch_{i}.bin"))]);
        string? test = arguments.Text("--test") ?? (data is null ? null : Path.Combine(data, "test_batch.bin"));
        return train is null || test is null
            ? throw new FormatException("--data is missing, or --train and --test; --help lists the options")
            : new(
                train,
                test,
                arguments.Number("--epochs", 60, least: 1),
                arguments.Number("--seed", 1, least: 0),
                arguments.Number("--threads", 0, least: 0) is > 0 and int threads ? threads : null,
                arguments.Text("--checkpoint") ?? "cifar.checkpoint.safetensors",
                arguments.Text("--output") ?? "cifar.safetensors");
    }
}
