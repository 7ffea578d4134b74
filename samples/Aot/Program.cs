using System.Diagnostics;
using Aot;
using ConvGen;
using Digits;
using Samples;

long started = Stopwatch.GetTimestamp();
return Sample.Run(args, Options.Usage, arguments => Run(Options.Read(arguments), started));

static void Run(Options options, long started)
{
    NetworkOptions settings = new() { Threads = 1, Seed = 1 };
    using LeNet5Inference network = options.Weights is { } path ? LeNet5Inference.Load(path, settings) : new(settings);
    float[] picture = new float[LeNet5Inference.InputLength], chances = new float[LeNet5Inference.OutputLength];
    int digit = new StrokeDigits(seed: 1).Draw(options.Picture, picture);
    network.Forward(picture, chances);
    TimeSpan elapsed = Stopwatch.GetElapsedTime(started);

    int answer = Array.IndexOf(chances, chances.Max());
    Console.WriteLine($"a {digit} looks like a {answer}, with a probability of {chances[answer]:F3}");
    using LeNet5Inference.Context context = network.CreateContext();
    Console.WriteLine($"on {context.Target}, {elapsed.TotalMilliseconds:F1} ms after the start of the program");

    // Every bit of the answer, to be compared with that of another compilation.
    Console.WriteLine(string.Join(' ', chances.Select(chance => BitConverter.SingleToUInt32Bits(chance).ToString("x8"))));
}
