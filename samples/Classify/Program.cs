using System.Diagnostics;
using Classify;
using ConvGen;
using Samples;

return Sample.Run(args, Options.Usage, arguments => Run(Options.Read(arguments)));

static void Run(Options options)
{
    long start = Stopwatch.GetTimestamp();
    IReadOnlyList<string>? labels = options.Labels is null ? null : File.ReadAllLines(options.Labels);
    Classifier classifier = options.Model is null ? Train(options.Pixels, ref labels) : Classifier.Import(options.Model);
    using INetwork network = classifier.Network;
    Console.WriteLine($"{network.Info.ParameterCount:N0} parameters, ready after {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s");

    byte[] picture = options.Picture is null
        ? Textures.Draw(int.MaxValue).Colours
        : Picture.Read(options.Picture, classifier.Height, classifier.Width);
    float[] probabilities = classifier.Probabilities(Picture.ToFloats(picture, options.Pixels, classifier.IsInterleaved));
    foreach ((int place, float probability) in probabilities.Index().OrderByDescending(each => each.Item).Take(5))
        Console.WriteLine($"{probability,7:P1}  {(labels is not null && place < labels.Count ? labels[place] : $"class {place}")}");
}

static Classifier Train(PixelScale scale, ref IReadOnlyList<string>? labels)
{
    const int Pictures = 3_000, Held = 600, Epochs = 4, BatchSize = 32;

    InMemoryDataset Draw(int first, int count)
    {
        (float[] Floats, float Texture)[] drawn = new (float[], float)[count];
        Parallel.For(0, count, i =>
        {
            (byte[] colours, int texture) = Textures.Draw(first + i);
            drawn[i] = (Picture.ToFloats(colours, scale, isInterleaved: false), texture);
        });
        return new([.. drawn.SelectMany(each => each.Floats)], [.. drawn.Select(each => each.Texture)], TextureNetwork.InputLength);
    }

    labels ??= Textures.Names;
    TextureNetwork network = new(new NetworkOptions { Seed = 1 });
    using TrainingSession<TextureNetwork> session = new(network, new Adam(0.003f), Loss.CrossEntropy, BatchSize, seed: 1);
    TrainingDisplay.Run(progress => session.EnumerateEpochs(Draw(0, Pictures), Draw(Pictures, Held), Epochs, progress: progress));
    return new(network, Textures.Side, Textures.Side, IsInterleaved: false);
}
