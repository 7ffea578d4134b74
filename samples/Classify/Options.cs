using Samples;

namespace Classify;

/// <summary>What the command line asks for.</summary>
/// <param name="Model">An ONNX file; null for the network that the sample trains.</param>
/// <param name="Picture">A picture; null for one that is drawn.</param>
/// <param name="Labels">A text file with the name of each class; null where they have none.</param>
/// <param name="Pixels">How the model wants its pixels.</param>
internal sealed record Options(string? Model, string? Picture, string? Labels, PixelScale Pixels)
{
    public const string Usage = """
        Says what is on a picture: the five best classes of a network from an ONNX file.

        usage: Classify [options]

          --model FILE    an ONNX file that classifies pictures; without it the sample trains a small network on textures
          --picture FILE  a PNG or JPEG (also BMP, GIF, WebP); without it the sample draws one
          --labels FILE   the names of the classes, a line each
          --pixels KIND   what the model was trained on: torch (the default: means and deviations of ImageNet), caffe (blue
                          first, means of ImageNet), symmetric (-1 to 1), unit (0 to 1) or bytes (0 to 255)
          --help          this text
        """;

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="FormatException">They make no sense; the message says which.</exception>
    public static Options Read(Arguments arguments) => new(
        arguments.Text("--model"),
        arguments.Text("--picture"),
        arguments.Text("--labels"),
        PixelScale.Of(arguments.Text("--pixels") ?? "torch"));
}
