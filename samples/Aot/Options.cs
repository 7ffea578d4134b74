using Samples;

namespace Aot;

/// <summary>What the command line asks for.</summary>
/// <param name="Weights">The weight file; null for a network that has learned nothing.</param>
/// <param name="Picture">The number of the picture to classify.</param>
internal sealed record Options(string? Weights, int Picture)
{
    public const string Usage = """
        Classifies one drawn digit with LeNet-5, compiled ahead of time.

        usage: Aot [options]

          --weights FILE  lenet5.safetensors, as samples/Digits saves it (default: a network that has learned nothing)
          --picture N     which picture to draw; its last digit is the one that is drawn (default 7)
          --help          this text
        """;

    /// <summary>Reads the arguments.</summary>
    public static Options Read(Arguments arguments) => new(arguments.Text("--weights"), arguments.Number("--picture", 7, least: 0));
}
