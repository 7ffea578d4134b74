using ConvGen.Conformance.Running;
using ConvGen.Engine;

namespace ConvGen.Numerics.Tests.Execution;

/// <summary>Neither a forward pass nor a training step allocates, on any thread.</summary>
[Collection(nameof(AloneCollection))]
public class AllocationTests
{
    private const int Examples = 5;

    public static TheoryData<string, int> Cases
    {
        get
        {
            TheoryData<string, int> cases = [];
            foreach (string name in Networks.Names.Select(row => row.Data))
            {
                cases.Add(name, 1);
                cases.Add(name, 3);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ForwardAllocatesNothing(string name, int threads)
    {
        foreach (VectorTarget target in VectorTargets.Available)
        {
            using INetwork network = Networks.Create(name, VectorTargets.Options(target, threads));
            float[] examples = Networks.Examples(network, Examples);
            float[] results = new float[Examples * network.OutputLength];
            AssertAllocatesNothing(() =>
            {
                network.Forward(examples.AsSpan(0, network.InputLength), results.AsSpan(0, network.OutputLength));
                network.Forward(examples, results);
            });
        }
    }

    [Fact]
    public void ChangingTheSizeAllocatesNothing()
    {
        using Sized network = new(new NetworkOptions { Threads = 2 });
        byte[] examples = new byte[Examples * Sized.InputLength33x18];
        float[] map = new float[Examples * Sized.MapLength33x18], label = new float[Examples * Sized.LabelLength];
        AssertAllocatesNothing(() =>
        {
            network.Forward(examples, 33, 18, map, label);
            network.Forward(examples.AsSpan(0, Sized.InputLength7x5), 7, 5, map.AsSpan(0, Sized.MapLength7x5), label.AsSpan(0, Sized.LabelLength7x5));
        });
    }

    [Fact]
    public void ForwardOfBytesAllocatesNothing()
    {
        foreach (VectorTarget target in VectorTargets.Available)
        {
            using Pixels network = new(VectorTargets.Options(target, threads: 1));
            using Pixels.Context context = network.CreateContext();
            byte[] examples = new byte[Examples * Pixels.InputLength];
            float[] results = new float[Examples * Pixels.OutputLength];
            AssertAllocatesNothing(() =>
            {
                network.Forward(examples.AsSpan(0, Pixels.InputLength), results.AsSpan(0, Pixels.OutputLength));
                context.Forward(examples, results);
            });
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void TrainingStepAllocatesNothing(string name, int threads)
    {
        foreach (VectorTarget target in VectorTargets.Available)
        {
            foreach (Optimizer optimizer in new Optimizer[] { new Sgd(0.01f, momentum: 0.9f), new Adam(0.01f) })
            {
                using ITrainableNetwork network = Networks.Create(name, VectorTargets.Options(target, threads));
                using TrainingSession<ITrainableNetwork> session = new(network, optimizer, Loss.MeanSquaredError, Examples)
                {
                    AccumulatedBatches = optimizer is Adam ? 2 : 1,
                    MovingAverage = optimizer is Adam ? new ExponentialMovingAverage() : null,
                };
                float[] examples = Networks.Examples(network, Examples);
                float[] targets = new float[Examples * network.OutputLength];
                AssertAllocatesNothing(() => session.Step(examples, targets));
            }
        }
    }

    // The test host itself may allocate on threads of its own, now and then; what a call allocates it allocates each time.
    internal static void AssertAllocatesNothing(Action call)
    {
        const int Attempts = 20, Calls = 10;
        call();
        long least = long.MaxValue;
        for (int attempt = 0; attempt < Attempts && least > 0; attempt++)
        {
            long own = GC.GetAllocatedBytesForCurrentThread();
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < Calls; i++)
                call();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - own);
        }

        Assert.Equal(0, least);
    }
}
