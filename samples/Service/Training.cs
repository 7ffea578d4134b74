using Classify;
using ConvGen;
using Samples;

namespace Service;

/// <summary>Makes the weights that the service runs with.</summary>
internal static class Training
{
    private const int Pictures = 3_000;
    private const int Held = 600;
    private const int BatchSize = 32;

    /// <summary>Trains the network on textures that are drawn, and saves it.</summary>
    /// <param name="path">The weight file.</param>
    /// <param name="epochs">How often it sees every picture.</param>
    public static void Run(string path, int epochs)
    {
        using TextureNetwork network = new(new NetworkOptions { Seed = 1 });
        using TrainingSession<TextureNetwork> session = new(network, new Adam(0.003f), Loss.CrossEntropy, BatchSize, seed: 1);
        TrainingDisplay.Run(progress => session.EnumerateEpochs(Draw(0, Pictures), Draw(Pictures, Held), epochs, progress: progress));
        network.Save(path);
        Console.WriteLine($"saved {path}");
    }

    private static InMemoryDataset Draw(int first, int count)
    {
        (byte[] Colours, int Texture)[] drawn = new (byte[], int)[count];
        Parallel.For(0, count, i => drawn[i] = Textures.Draw(first + i));
        return new(
            [.. drawn.SelectMany(each => each.Colours).Select(colour => (float)colour)],
            [.. drawn.Select(each => (float)each.Texture)],
            TextureNetwork.InputLength,
            layout: InputLayout.Interleaved);
    }
}
