using Samples;

namespace ImageFilters;

/// <summary>What the command line asks for.</summary>
/// <param name="Picture">The picture to filter; null for one that is drawn.</param>
/// <param name="Output">The folder for the pictures.</param>
internal sealed record Options(string? Picture, string Output)
{
    public const string Usage = """
        Blurs, sharpens and finds the edges of a picture with fixed convolution kernels.

        usage: ImageFilters [options]

          --picture FILE  a PNG of at least 256×256 pixels, whose middle is taken (default: one that is drawn)
          --output DIR    where the pictures are saved (default filtered)
          --help          this text
        """;

    /// <summary>Reads the arguments.</summary>
    public static Options Read(Arguments arguments) => new(arguments.Text("--picture"), arguments.Text("--output") ?? "filtered");
}
