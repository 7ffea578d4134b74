using ConvGen.Engine;

namespace ConvGen.Generator.Tests.Compiling;

/// <summary>Runs networks that tests have compiled.</summary>
internal static class NetworkRun
{
    private const int Examples = 3;

    /// <summary>Everything that comes out of a network: results and, where it trains, those of training and all gradients.</summary>
    public static float[] Of(Type type)
    {
        using INetwork network = (INetwork)Activator.CreateInstance(type, new NetworkOptions { Seed = 7, Threads = 1 })!;
        float[] input = [.. Enumerable.Range(0, Examples * network.ExampleLength).Select(i => MathF.Sin(i))];
        float[] output = new float[Examples * network.ResultLength];
        network.Forward(input, output);
        if (network is not ITrainableNetwork trainable)
            return output;
        using TrainingContext training = trainable.CreateTrainingContext(Examples, seed: 5);
        training.Forward(input);
        float[] trained = training.Output.ToArray();
        training.Backward([.. trained.Select(value => value - 0.5f)]);
        return [.. output, .. trained, .. training.Gradients.SelectMany(gradient => gradient.Values.ToArray())];
    }
}
