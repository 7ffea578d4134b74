namespace ConvGen.Onnx.Tests.Running;

/// <summary>Numbers for inputs and weights, always the same.</summary>
internal static class RandomNumbers
{
    /// <summary>Numbers around zero.</summary>
    public static float[] Around(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)];
    }

    /// <summary>Whole numbers of a byte.</summary>
    public static float[] Bytes(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.Next(byte.MaxValue + 1))];
    }

    /// <summary>Gives every parameter numbers of its own; variances are positive.</summary>
    public static void FillParameters(INetwork network)
    {
        for (int i = 0; i < network.Parameters.Count; i++)
        {
            NetworkParameter parameter = network.Parameters[i];
            bool isVariance = parameter.Name.EndsWith("running_var", StringComparison.Ordinal);
            parameter.Set([.. Around(parameter.Length, i + 1).Select(number => isVariance ? Math.Abs(number) + 0.5f : number)]);
        }
    }
}
