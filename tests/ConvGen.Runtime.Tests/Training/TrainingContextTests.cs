using System.Diagnostics;
using ConvGen.Engine;

namespace ConvGen.Runtime.Tests.Training;

public class TrainingContextTests
{
    [Fact]
    public void ForwardChecksTheLength()
    {
        using var weights = Store.Create();
        using var context = new Probe(weights);
        foreach (int length in (int[])[0, 3, 10])
        {
            var thrown = Assert.Throws<ArgumentException>(() => context.Forward(new float[length]));
            Assert.StartsWith($"Expected 1 to 4 examples of 2 floats each but got {length} floats.", thrown.Message, StringComparison.Ordinal);
        }

        context.Forward(new float[6]);
        Assert.Equal(3 * 3, context.Output.Length);
    }

    [Fact]
    public void BackwardNeedsAForwardOfItsOwn()
    {
        using var weights = Store.Create();
        using var context = new Probe(weights);
        Assert.Throws<InvalidOperationException>(() => context.Backward(new float[3]));
        context.Forward(new float[4], logits: true);
        Assert.Throws<ArgumentException>(() => context.Backward(new float[3]));
        context.Backward(new float[6]);
        Assert.Equal((true, true), (context.ForwardLogits, context.BackwardLogits));
        Assert.Throws<InvalidOperationException>(() => context.Backward(new float[6]));
    }

    [Fact]
    public void InputGradientIsThereOnlyWhenDeclaredAndComputed()
    {
        using var weights = Store.Create();
        using var without = new Probe(weights);
        without.Forward(new float[2]);
        without.Backward(new float[3]);
        Assert.Contains("InputGradient = true", Assert.Throws<InvalidOperationException>(() => without.InputGradient.Length).Message, StringComparison.Ordinal);

        using var with = new Probe(weights, inputGradient: true);
        with.Forward(new float[4]);
        Assert.Throws<InvalidOperationException>(() => with.InputGradient.Length);
        with.Backward(new float[6]);
        Assert.Equal([8f, 8f, 8f, 8f], with.InputGradient.ToArray());
    }

    [Fact]
    public void GradientsHaveTheParametersNamesAndPlaces()
    {
        using var weights = Store.Create();
        using var context = new Probe(weights);
        context.Forward(new float[2]);
        context.Backward(new float[3]);
        Assert.Equal(weights.Parameters.Select(parameter => parameter.Name), context.Gradients.Select(gradient => gradient.Name));
        Assert.Equal([6f, 0f], context.Gradients["conv1.bias"].Values.ToArray());
        Assert.Equal(0, context.Gradients["conv1.weight"].Values[0]);
    }

    [Fact]
    public void TensorsThatAreNotTrainedHaveNoGradients()
    {
        TensorSpec[] tensors = [new("frozen", [20], TensorRole.Weight, 3, 6, true) { IsFrozen = true }, .. Store.Tensors];
        using var weights = Store.Create(tensors);
        using var context = new Probe(weights);
        context.Forward(new float[2]);
        context.Backward(new float[3]);
        Assert.Equal([0, 6, 2, 2, 2, 0, 0, 51], context.Gradients.Select(gradient => gradient.Values.Length));
        Assert.Equal([0, 6, 2, 2, 2, 0, 0, 51], context.Gradients.Select(gradient => gradient.Length));
        Assert.Equal([false, true, true, true, true, false, false, true], weights.Parameters.Select(parameter => parameter.Trainable));
        Assert.Equal([6f, 0f], context.Gradients["conv1.bias"].Values.ToArray());
        Assert.Equal([20, 6, 2, 2, 2, 2, 2, 51], weights.Parameters.Select(parameter => parameter.Length));
        Assert.Equal("frozen [20], frozen", weights.Parameters[0].ToString());
    }

    [Fact]
    public void FrozenStatisticsHaveNothingPackedAgain()
    {
        int packs = 0;
        TensorSpec[] tensors = [new("bn1.running_mean", [2], TensorRole.RunningMean, 2, 2, false) { IsFrozen = true }];
        using var weights = new WeightStore(tensors, 1, (ref float _, ref float _, bool _, PackShare _) => packs++, new NetworkOptions { Threads = 1 });
        weights.EnsurePacked();
        using var context = new Probe(weights);
        context.Forward(new float[2]);
        weights.EnsurePacked();
        Assert.Equal(1, packs);
    }

    [Fact]
    public void RunningStatisticsReachInferenceWithoutPackingForTrainingAgain()
    {
        int packs = 0;
        using var weights = new WeightStore(Store.Tensors, 1, (ref float _, ref float _, bool _, PackShare _) => packs++, new NetworkOptions { Threads = 1 });
        weights.EnsurePacked();
        using var context = new Probe(weights);
        context.Forward(new float[2]);
        context.Backward(new float[3]);
        context.Forward(new float[2]);
        Assert.Equal(1, context.Packs);
        weights.EnsurePacked();
        Assert.Equal(2, packs);

        weights.Parameters[0].Edit()[0] = 1;
        context.Forward(new float[2]);
        Assert.Equal(2, context.Packs);
    }

    [Fact]
    public void DropoutKeysDifferByPassLayerAndSeed()
    {
        using var weights = Store.Create();
        using var context = new Probe(weights, seed: 1);
        using var same = new Probe(weights, seed: 1);
        using var other = new Probe(weights, seed: 2);
        var keys = new HashSet<ulong>();
        for (int pass = 0; pass < 10; pass++)
        {
            context.Forward(new float[2]);
            same.Forward(new float[2]);
            other.Forward(new float[2]);
            Assert.Equal(context.Key(0), same.Key(0));
            ulong forward = context.Key(0);
            context.Backward(new float[3]);
            Assert.Equal(forward, context.Key(0));
            Assert.True(keys.Add(context.Key(0)) && keys.Add(context.Key(1)) && keys.Add(other.Key(0)));
        }
    }

    [Fact]
    public void ASecondThreadAndDisposingAreRefusedWhileItRuns()
    {
        using var weights = Store.Create();
        using var context = new Probe(weights);
        int refused = 0;
        context.During = () =>
        {
            var other = new Thread(() =>
            {
                float[] gradient = new float[3];
                foreach (Action use in (Action[])[() => context.Forward(new float[2]), () => context.Backward(gradient), context.Dispose, weights.Dispose])
                {
                    refused += Record.Exception(use)?.GetType() == typeof(InvalidOperationException) ? 1 : 0;
                }
            });
            other.Start();
            other.Join();
        };
        context.Forward(new float[2]);
        Assert.Equal(4, refused);
        context.Backward(new float[3]);
        Assert.Equal(8, refused);
        context.During = null;
        context.Forward(new float[2]);
        Assert.Equal(3, context.Output.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void TheBatchSizeMustBePositive(int batchSize)
    {
        using var weights = Store.Create();
        Assert.Equal("batchSize", Assert.Throws<ArgumentOutOfRangeException>(() => new Probe(weights, batchSize: batchSize)).ParamName);
    }

    [Fact]
    public void ABatchIsRefusedWhoseValuesCouldNotBeCounted()
    {
        // Three examples' values have as many floats as an array can, so memory is asked for only where they fit.
        int third = Array.MaxLength / 3;
        using var weights = Store.Create();
        using (new Probe(weights, batchSize: 3, largestValue: third))
        {
        }

        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => new Probe(weights, batchSize: 4, largestValue: third));
        Assert.Equal(("batchSize", 4), (refused.ParamName, refused.ActualValue));
        Assert.Contains(
            "One example takes 715,827,863 floats in the largest value of the network, and 4 in all; at most 3 examples fit.", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(536_870_898)]
    [InlineData(800_000_000)]
    [InlineData(int.MaxValue)]
    public void NoBatchSizeIsAnOverflow(int batchSize)
    {
        using var weights = Store.Create();
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => new Probe(weights, batchSize: batchSize));
        Assert.Equal(("batchSize", batchSize), (refused.ParamName, refused.ActualValue));
        Assert.Contains("at most 536,870,897 examples fit", refused.Message, StringComparison.Ordinal);

        // Intermediate values alone may be more than the address space has.
        refused = Assert.Throws<ArgumentOutOfRangeException>(
            () => new Probe(weights, batchSize: int.MaxValue / 2 + 100, inputLength: 1, largestValue: 1, arenaLength: int.MaxValue, outputLength: 1));
        Assert.Equal("batchSize", refused.ParamName);
        Assert.Contains("at most 1,073,741,824 examples fit", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AContextThatCouldNotBeMadeIsNoContextOfTheNetwork()
    {
        var weights = Store.Create();
        Assert.Throws<ArgumentOutOfRangeException>(() => new Probe(weights, inputLength: 0));
        weights.Dispose();
        Assert.True(weights.IsDisposed);
    }

    [Fact]
    public void AContextThatThereIsNoMemoryForLeavesNothingAllocated()
    {
        // What nobody touches is a range of addresses; two petabytes are more than there are.
        const int Length = 1 << 26;
        using var weights = Store.Create();
        Assert.Throws<OutOfMemoryException>(() => new Probe(weights, batchSize: 250_000, arenaLength: int.MaxValue)); // what the first time takes
        foreach (Action allocate in (Action[])
            [
                () => new Probe(weights, batchSize: 250_000, arenaLength: int.MaxValue, packedLength: Length),
                () => NativeBuffer.Allocate(Length, 1L << 49),
            ])
        {
            long before = Process.GetCurrentProcess().VirtualMemorySize64;
            Assert.Throws<OutOfMemoryException>(allocate);
            Assert.InRange(Process.GetCurrentProcess().VirtualMemorySize64 - before, long.MinValue, (long)Length * sizeof(float) / 2);
        }
    }

    [Fact]
    public void DisposedContextThrows()
    {
        using var weights = Store.Create();
        var context = new Probe(weights);
        context.Forward(new float[2]);
        context.Dispose();
        Assert.Throws<ObjectDisposedException>(() => context.Forward(new float[2]));
        Assert.Throws<ObjectDisposedException>(() => context.Backward(new float[3]));
        Assert.Throws<ObjectDisposedException>(() => context.Output.Length);
        Assert.Throws<ObjectDisposedException>(() => context.Gradients[0].Values.Length);
    }

    /// <summary>Two floats in, three out; the gradients it writes are the pass's own numbers.</summary>
    private sealed class Probe(
        WeightStore weights,
        bool inputGradient = false,
        int seed = 0,
        int inputLength = 2,
        int batchSize = 4,
        int largestValue = 4,
        int arenaLength = 4,
        int outputLength = 3,
        int packedLength = 1)
        : TrainingContext(weights, arenaLength, largestValue, packedLength, CountPack, 8, inputLength, outputLength, batchSize, seed, inputGradient)
    {
        [ThreadStatic]
        private static int _packsOfThread;

        private readonly int _packsBefore = _packsOfThread;

        public int Packs => _packsOfThread - _packsBefore;

        /// <summary>What happens in the middle of each pass.</summary>
        public Action? During { get; set; }

        public bool ForwardLogits { get; private set; }

        public bool BackwardLogits { get; private set; }

        public ulong Key(int layer) => DropoutKey(layer);

        protected override bool[] OutputsHaveLogits { get; } = [true];

        protected override void RunForward(ReadOnlySpan<float> input, int examples, ReadOnlySpan<bool> logits)
        {
            Assert.Equal(input.Length, 2 * examples);
            Assert.Equal(examples, Examples);
            During?.Invoke();
            ForwardLogits = logits[0];
            OutputBuffer.Fill(4);
            Scratch(7) = 8;
        }

        protected override void RunBackward(ReadOnlySpan<float> outputGradient, ReadOnlySpan<bool> logits)
        {
            During?.Invoke();
            BackwardLogits = logits[0];
            Gradient(16) = 6;
            InputGradientBuffer.Fill(Scratch(7));
        }

        protected internal override void Execute(int step, int begin, int end, int worker) => throw new NotSupportedException("There are no steps.");

        private static void CountPack(ref float parameters, ref float packed, bool exact, PackShare share) => _packsOfThread++;
    }
}
