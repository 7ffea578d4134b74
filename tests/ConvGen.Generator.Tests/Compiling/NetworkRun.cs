namespace ConvGen.Generator.Tests.Compiling;

/// <summary>Runs networks that tests have compiled.</summary>
internal static class NetworkRun
{
    private const int Examples = 3, Attempts = 3;

    /// <summary>Everything that comes out of a network: results and, where it trains, those of training and all gradients. No further call may allocate.</summary>
    public static float[] Of(Type type)
    {
        using INetwork network = (INetwork)Activator.CreateInstance(type, new NetworkOptions { Seed = 7, Threads = 1 })!;
        float[] input = [.. Enumerable.Range(0, Examples * network.InputLength).Select(i => MathF.Sin(i))];
        float[] output = new float[Examples * network.OutputLength], slope = new float[output.Length];
        using TrainingContext? training = (network as ITrainableNetwork)?.CreateTrainingContext(Examples, seed: 5);
        void Call()
        {
            // What has been edited is packed again.
            for (int i = 0; i < network.Parameters.Count; i++)
                network.Parameters[i].Edit();
            network.Forward(input, output);
            if (training is null)
                return;
            training.Forward(input);
            for (int i = 0; i < slope.Length; i++)
                slope[i] = training.Output[i] - 0.5f;
            training.Backward(slope);
        }

        Call();
        float[] results = [.. output];
        if (training is not null)
            results = [.. results, .. training.Output, .. training.Gradients.SelectMany(gradient => gradient.Values.ToArray())];

        // Once in a while the runtime allocates for itself when it compiles a method anew; a network that allocates does so at every call.
        Assert.True(Enumerable.Range(0, Attempts).Any(_ => AllocatesNothing(Call)), $"{type.Name} allocates.");
        return results;
    }

    private static bool AllocatesNothing(Action call)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        call();
        return GC.GetAllocatedBytesForCurrentThread() == before;
    }
}
