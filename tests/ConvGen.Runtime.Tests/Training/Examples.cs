namespace ConvGen.Runtime.Tests.Training;

/// <summary>What the small networks of these tests learn from.</summary>
internal static class Examples
{
    /// <summary>Three well-separated clusters.</summary>
    public static InMemoryDataset Clusters(int count, int seed)
    {
        (float X, float Y)[] centres = [(2, 0), (-1, 2), (-1, -2)];
        var random = new Random(seed);
        float[] examples = new float[2 * count];
        float[] targets = new float[count];
        for (int i = 0; i < count; i++)
        {
            int cluster = random.Next(3);
            examples[2 * i] = centres[cluster].X + random.NextSingle() - 0.5f;
            examples[2 * i + 1] = centres[cluster].Y + random.NextSingle() - 0.5f;
            targets[i] = cluster;
        }

        return new InMemoryDataset(examples, targets, 2);
    }
}
