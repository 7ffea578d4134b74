namespace ConvGen.Runtime.Tests.Networks;

/// <summary>What has been disposed is called by the name that the caller knows.</summary>
public class DisposedNameTests
{
    private const string Network = "ConvGen.Runtime.Tests.LinearNetwork";

    [Fact]
    public void ADisposedNetworkIsCalledByItsClass()
    {
        var network = new LinearNetwork();
        using TrainingContext training = network.CreateTrainingContext(1);
        using var session = new TrainingSession<LinearNetwork>(network, new Sgd(1), Loss.CrossEntropy, 1);
        NetworkParameter parameter = network.Parameters[0];
        network.Dispose();
        float[] output = new float[3];
        foreach (Action use in (Action[])
            [
                () => network.Forward([1, 1], output),
                () => network.CreateTrainingContext(1),
                () => new TrainingSession<LinearNetwork>(network, new Sgd(1), Loss.CrossEntropy, 1),
                () => network.Save("never"),
                () => network.Save(Stream.Null),
                () => parameter.Set(parameter.Values),
                () => parameter.Edit(),
                () => training.Forward([1, 1]),
                () => _ = training.Output.Length,
                () => session.Step([1, 1], [0]),
                () => session.Fit(new InMemoryDataset([1, 1], [0], 2), null, 1),
            ])
        {
            Assert.Equal(Network, Assert.Throws<ObjectDisposedException>(use).ObjectName);
        }
    }

    [Fact]
    public void ADisposedContextOrSessionIsCalledByItsOwn()
    {
        using var network = new LinearNetwork();
        TrainingContext training = network.CreateTrainingContext(1);
        NetworkParameter gradient = training.Gradients[0];
        training.Dispose();
        foreach (Action use in (Action[])[() => training.Forward([1, 1]), () => training.Backward([1, 1, 1]), () => _ = training.Output.Length, () => _ = gradient.Values.Length])
        {
            Assert.Equal($"TrainingContext of {Network}", Assert.Throws<ObjectDisposedException>(use).ObjectName);
        }

        var session = new TrainingSession<LinearNetwork>(network, new Sgd(1), Loss.CrossEntropy, 1);
        session.Dispose();
        var data = new InMemoryDataset([1, 1], [0], 2);
        foreach (Action use in (Action[])[() => session.Step([1, 1], [0]), () => session.Fit(data, null, 1), () => session.Evaluate(data)])
        {
            Assert.Equal("TrainingSession<LinearNetwork>", Assert.Throws<ObjectDisposedException>(use).ObjectName);
        }

        using WeightStore weights = Store.Create();
        var context = new ProbeContext(weights);
        context.Dispose();
        Assert.Equal("ConvGen.Runtime.Tests.ProbeContext", Assert.Throws<ObjectDisposedException>(() => context.Call(() => { })).ObjectName);
    }
}
