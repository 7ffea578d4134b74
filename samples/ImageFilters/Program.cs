using System.Diagnostics;
using ImageFilters;
using Samples;

return Sample.Run(args, Options.Usage, arguments => Run(Options.Read(arguments)));

static void Run(Options options)
{
    const int Warming = 20;

    byte[] picture = options.Picture is { } path ? Picture.Load(path) : Picture.Draw();
    Console.WriteLine(Filters.Info);

    using Filters filters = new();
    float[][] filtered = [.. Filters.Info.Outputs.Select(output => new float[output.Length])];
    void Filter() => filters.Forward(picture, filtered[0], filtered[1], filtered[2], filtered[3], filtered[4], filtered[5]);
    for (int i = 0; i < Warming; i++)
        Filter();
    long allocated = GC.GetAllocatedBytesForCurrentThread();
    long start = Stopwatch.GetTimestamp();
    Filter();
    TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
    Console.WriteLine($"six filters in {elapsed.TotalMilliseconds:F2} ms, bytes allocated {GC.GetAllocatedBytesForCurrentThread() - allocated}");

    Directory.CreateDirectory(options.Output);
    PngImage.Write(Path.Combine(options.Output, "picture.png"), Filters.Side, picture);
    for (int i = 0; i < filtered.Length; i++)
    {
        string name = Filters.Info.Outputs[i].Name;

        // Derivatives are negative where it gets darker: grey is zero.
        bool isDerivative = name.StartsWith("sobel", StringComparison.Ordinal) || name == "laplacian";
        PngImage.Write(Path.Combine(options.Output, $"{name}.png"), Filters.Side, Render(filtered[i], isDerivative));
    }

    Console.WriteLine($"pictures in {options.Output}");
}

static byte[] Render(float[] planar, bool isDerivative)
{
    const float Middle = 127.5f;

    // A derivative of these kernels is at most 4 times the range of the picture.
    (float factor, float shift) = isDerivative ? (Middle / 4, Middle) : (255, 0);
    int positions = planar.Length / 3;
    byte[] pixels = new byte[planar.Length];
    for (int i = 0; i < pixels.Length; i++)
        pixels[i] = (byte)Math.Clamp(MathF.Round(planar[i % 3 * positions + i / 3] * factor + shift), 0, 255);
    return pixels;
}
