using Samples;

namespace Service;

/// <summary>What the command line asks for.</summary>
/// <param name="Weights">The weight file.</param>
/// <param name="Epochs">How long to train where there is none.</param>
/// <param name="Port">The port to listen on; 0 for a free one.</param>
/// <param name="Contexts">How many pictures are classified at the same time; null for as many as there are cores.</param>
/// <param name="Queue">How many requests wait for that.</param>
internal sealed record Options(string Weights, int Epochs, int Port, int? Contexts, int Queue)
{
    public const string Usage = """
        Says what is on a picture that is sent to it: POST a PNG or JPEG to /classify. Also GET /health and /metrics.

        usage: Service [options]

          --weights FILE  the weights; trained on textures that the sample draws where there is no such file (textures.safetensors)
          --epochs N      how long to train (4)
          --port N        where to listen on this machine (5080); 0 chooses a free port
          --contexts N    how many pictures are classified at the same time (as many as there are cores)
          --queue N       how many requests wait for that before others are refused (64)
          --help          this text
        """;

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="FormatException">They make no sense; the message says which.</exception>
    public static Options Read(Arguments arguments) => new(
        arguments.Text("--weights") ?? "textures.safetensors",
        arguments.Number("--epochs", otherwise: 4, least: 1),
        arguments.Number("--port", otherwise: 5080, least: 0),
        arguments.Text("--contexts") is null ? null : arguments.Number("--contexts", otherwise: 1, least: 1),
        arguments.Number("--queue", otherwise: 64, least: 0));
}
