using ConvGen.Conformance.Running;
using ConvGen.Engine;

namespace ConvGen.Numerics.Tests.Execution;

/// <summary>The monitor sees what the rectifiers of a generated network yield.</summary>
public class MonitorTests
{
    private const int BatchSize = 5;

    [Fact]
    public void DeadUnitsAreCountedWhereverTheyAreStored()
    {
        foreach (VectorTarget target in VectorTargets.Available)
        {
            using Watched network = new(VectorTargets.Options(target, threads: 2));
            Span<float> weights = network.Parameters["conv2.weight"].Edit();
            for (int i = 0; i < weights.Length; i++)
                weights[i] *= 0.01f; // the biases decide
            Kill(network, "conv1.bias", 17, 0, 16);
            Kill(network, "conv2.bias", 16, 3, 7, 15);
            Kill(network, "bn1.bias", 3, 2);
            TrainingMonitor monitor = new(every: 2);
            using TrainingSession<Watched> session = new(network, new Sgd(1e-3f), Loss.CrossEntropy, BatchSize) { Monitor = monitor };
            float[] examples = Networks.Examples(network, BatchSize);
            float[] labels = [0, 1, 2, 3, 0];
            session.Step(examples, labels);
            Dictionary<string, RectifierStatistics> seen = monitor.Rectifiers.ToArray().ToDictionary(rectifier => rectifier.Layer);
            Assert.Equal(["normal", "part", "wide"], seen.Keys.Order());
            Assert.Equal(new RectifierStatistics("wide", 17, 2), seen["wide"]);
            Assert.Equal(new RectifierStatistics("part", 16, 3), seen["part"]);
            Assert.Equal(new RectifierStatistics("normal", 3, 1), seen["normal"]);
            Assert.Equal(2.0 / 17, seen["wide"].DeadFraction);

            // Not looked at, and looked at again, with fewer examples.
            Kill(network, "conv1.bias", 17, 1);
            session.Step(examples, labels);
            Assert.Equal((1L, 2), (monitor.Step, monitor.Rectifiers[^1].DeadUnits));
            session.Step(examples.AsSpan(0, Watched.InputLength), labels.AsSpan(0, 1));
            Assert.Equal((3L, 1), (monitor.Step, monitor.Rectifiers[^1].DeadUnits));
        }
    }

    [Fact]
    public void WatchedStepsAllocateNothing()
    {
        using Watched network = new(new NetworkOptions { Threads = 1 });
        using TrainingSession<Watched> session = new(network, new Sgd(1e-3f), Loss.CrossEntropy, BatchSize) { Monitor = new TrainingMonitor(every: 1) };
        float[] examples = Networks.Examples(network, BatchSize);
        float[] labels = [0, 1, 2, 3, 0];
        session.Step(examples, labels);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
            session.Step(examples, labels);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>Pushes some units so far down that they never yield anything, and the others up.</summary>
    private static void Kill(Watched network, string bias, int units, params int[] dead)
    {
        float[] values = new float[units];
        Array.Fill(values, 2);
        foreach (int unit in dead)
            values[unit] = -1000;
        network.Parameters[bias].Set(values);
    }
}
