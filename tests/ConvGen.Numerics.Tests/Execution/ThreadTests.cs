using ConvGen.Conformance.Running;
using ConvGen.Engine;

namespace ConvGen.Numerics.Tests.Execution;

/// <summary>Results are bit for bit the same for every number of threads.</summary>
public class ThreadTests
{
    private const int Examples = 9;

    public static TheoryData<string> Cases => Networks.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void InferenceIsTheSame(string name)
    {
        foreach (VectorTarget target in VectorTargets.Available)
        {
            float[][] results = [.. Enumerable.Range(1, 4).Select(threads =>
            {
                using INetwork network = Networks.Create(name, VectorTargets.Options(target, threads));
                float[] examples = Networks.Examples(network, Examples);
                return (float[])[.. Networks.Run(network, examples), .. Networks.Run(network, examples.AsSpan(0, network.InputLength))];
            })];
            Assert.All(results, result => Assert.Equal(results[0], result));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void TrainingIsTheSame(string name)
    {
        foreach (VectorTarget target in VectorTargets.Available)
        {
            float[][] results = [.. Enumerable.Range(1, 4).Select(threads => Train(name, VectorTargets.Options(target, threads)))];
            Assert.All(results, result => Assert.Equal(results[0], result));
        }
    }

    /// <summary>Everything that some steps leave: outputs, gradients, parameters.</summary>
    private static float[] Train(string name, NetworkOptions options)
    {
        using ITrainableNetwork network = Networks.Create(name, options);
        using TrainingContext training = network.CreateTrainingContext(Examples, seed: 3);
        Sgd optimizer = new(0.1f, momentum: 0.9f);
        List<float> seen = [];
        foreach (int count in new[] { Examples, 4, Examples })
        {
            training.Forward(Networks.Examples(network, count));
            training.Backward(Networks.Targets(network, count));
            seen.AddRange(training.Output);
            foreach (string parameter in training.Gradients.Select(gradient => gradient.Name))
                seen.AddRange(training.Gradients[parameter].Values);
        }

        using TrainingSession<ITrainableNetwork> session = new(network, optimizer, Loss.MeanSquaredError, Examples, seed: 4);
        for (int step = 0; step < 3; step++)
            seen.Add(session.Step(Networks.Examples(network, Examples, step), Networks.Targets(network, Examples, step)));
        foreach (string parameter in network.Parameters.Select(parameter => parameter.Name))
            seen.AddRange(network.Parameters[parameter].Values);
        return [.. seen];
    }
}
