namespace ConvGen.Benchmarks.Measuring;

/// <summary>Inputs and weights that are the same at every run.</summary>
internal static class RandomNumbers
{
    private const int Seed = 1;

    /// <summary>Numbers between −1 and 1.</summary>
    public static float[] Inputs(int length)
    {
        float[] numbers = new float[length];
        Fill(new Random(Seed), numbers, -1, 1);
        return numbers;
    }

    /// <summary>Gives a network weights after He et al. (2015), and batch normalisation nearly standard statistics.</summary>
    public static void SetWeights(INetwork network)
    {
        var random = new Random(Seed);
        foreach (NetworkParameter parameter in network.Parameters)
        {
            (float low, float high) = Range(parameter);
            Fill(random, parameter.Edit(), low, high);
        }
    }

    private static (float Low, float High) Range(NetworkParameter parameter)
    {
        if (parameter.Shape.Count > 1)
        {
            int fanIn = parameter.Length / parameter.Shape[0];
            float bound = MathF.Sqrt(6f / fanIn);
            return (-bound, bound);
        }

        // What is left are the vectors of batch normalisation, and biases.
        return parameter.Name[(parameter.Name.LastIndexOf('.') + 1)..] switch
        {
            "weight" => (0.8f, 1.2f),
            "running_var" => (0.5f, 1.5f),
            _ => (-0.1f, 0.1f),
        };
    }

    private static void Fill(Random random, Span<float> numbers, float low, float high)
    {
        foreach (ref float number in numbers)
        {
            number = low + ((high - low) * random.NextSingle());
        }
    }
}
