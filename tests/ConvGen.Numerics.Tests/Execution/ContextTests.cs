using System.Runtime.InteropServices;

namespace ConvGen.Numerics.Tests.Execution;

/// <summary>Several contexts over one network's weights.</summary>
public class ContextTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ContextsRunAtTheSameTime(int threadsOfTheNetwork)
    {
        using Residual network = new(new NetworkOptions { Seed = 2, Threads = threadsOfTheNetwork });
        float[] examples = Networks.Examples(network, count: 6);
        float[] want = Networks.Run(network, examples);
        Thread[] threads = new Thread[3];
        float[][] got = new float[threads.Length][];
        for (int i = 0; i < threads.Length; i++)
        {
            int index = i;
            threads[i] = new Thread(() =>
            {
                using Residual.Context context = network.CreateContext();
                got[index] = new float[want.Length];
                for (int turn = 0; turn < 20; turn++)
                    context.Forward(examples, got[index]);
            });
        }

        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.All(got, result => Assert.Equal(want, result));
    }

    [Fact]
    public void ContextsSeeNewWeights()
    {
        using Digits network = new(new NetworkOptions { Seed = 2 });
        using Digits other = new(new NetworkOptions { Seed = 3 });
        using Digits.Context context = network.CreateContext();
        float[] examples = Networks.Examples(network, count: 2);
        float[] before = new float[2 * Digits.OutputLength], after = new float[2 * Digits.OutputLength];
        context.Forward(examples, before);
        foreach (string name in network.Parameters.Select(parameter => parameter.Name))
            network.Parameters[name].Set(other.Parameters[name].Values);
        context.Forward(examples, after);

        Assert.NotEqual(before, after);
        Assert.Equal(Networks.Run(other, examples), after);
    }

    [Fact]
    public void OneContextFromTwoThreadsThrowsAndStaysWhole()
    {
        using Residual network = new(new NetworkOptions { Seed = 2, Threads = 1 });
        float[] examples = Networks.Examples(network, count: 64);
        float[] want = Networks.Run(network, examples);
        int refused = 0, wrong = 0;
        Thread[] threads = [.. Enumerable.Range(0, 2).Select(_ => new Thread(() =>
        {
            float[] got = new float[want.Length];
            for (int turn = 0; turn < 500 && Volatile.Read(ref refused) == 0; turn++)
            {
                try
                {
                    network.Forward(examples, got);
                    if (!got.AsSpan().SequenceEqual(want))
                        Interlocked.Increment(ref wrong);
                }
                catch (InvalidOperationException)
                {
                    Interlocked.Increment(ref refused);
                }
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.True(refused > 0, "Two threads never met.");
        Assert.Equal(0, wrong);
        Assert.Equal(want, Networks.Run(network, examples));
    }

    [Fact]
    public void WrongLengthsNameTheParameterAndTheShape()
    {
        using Residual network = new();
        float[] result = new float[Residual.OutputLength];
        ArgumentException input = Assert.Throws<ArgumentException>(() => network.Forward(new float[584], result));
        ArgumentException output = Assert.Throws<ArgumentException>(() => network.Forward(new float[585], new float[8]));
        Assert.Equal("input", input.ParamName);
        Assert.Contains("3×15×13", input.Message, StringComparison.Ordinal);
        Assert.Contains("584", input.Message, StringComparison.Ordinal);
        Assert.Equal("output", output.ParamName);
        Assert.Contains("7", output.Message, StringComparison.Ordinal);
        Assert.Contains("8", output.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongLengthsOfBytesNameTheShapeThatIsPassedIn()
    {
        using Pixels network = new();
        using Pixels.Context context = network.CreateContext();
        float[] result = new float[Pixels.OutputLength];
        foreach (Action call in (Action[])[() => network.Forward(new byte[970], result), () => context.Forward(new byte[970], result)])
        {
            ArgumentException input = Assert.Throws<ArgumentException>(call);
            Assert.Equal("input", input.ParamName);
            Assert.StartsWith("Expected a multiple of 19×17×3 (969 bytes per example) but got 970 bytes.", input.Message, StringComparison.Ordinal);
        }

        ArgumentException floats = Assert.Throws<ArgumentException>(() => network.Forward(new float[970], result));
        Assert.StartsWith("Expected a multiple of 19×17×3 (969 floats per example) but got 970 floats.", floats.Message, StringComparison.Ordinal);
        Assert.Equal("output", Assert.Throws<ArgumentException>(() => network.Forward(new byte[969], new float[6])).ParamName);
        float[] memory = new float[969];
        ArgumentException overlap = Assert.Throws<ArgumentException>(
            () => network.Forward(MemoryMarshal.AsBytes(memory.AsSpan())[..969], memory.AsSpan(240, Pixels.OutputLength)));
        Assert.Equal("output", overlap.ParamName);
        network.Forward(MemoryMarshal.AsBytes(memory.AsSpan())[..969], memory.AsSpan(243, Pixels.OutputLength));
    }

    [Fact]
    public void MissingArgumentsAreNamed()
    {
        using Residual network = new();
        Assert.Equal("path", Assert.Throws<ArgumentNullException>(() => Residual.Load((string)null!)).ParamName);
        Assert.Equal("stream", Assert.Throws<ArgumentNullException>(() => Residual.Load((Stream)null!)).ParamName);
        Assert.Equal("path", Assert.Throws<ArgumentNullException>(() => network.Save((string)null!)).ParamName);
        Assert.Equal("stream", Assert.Throws<ArgumentNullException>(() => network.Save((Stream)null!)).ParamName);
        Assert.Equal("name", Assert.Throws<ArgumentNullException>(() => network.Parameters[null!]).ParamName);
        Assert.Equal("batchSize", Assert.Throws<ArgumentOutOfRangeException>(() => network.CreateTrainingContext(0)).ParamName);
        Assert.Equal("batchSize", Assert.Throws<ArgumentOutOfRangeException>(() => network.CreateTrainingContext(-1)).ParamName);
    }

    [Fact]
    public void NothingAndNothingIsNoExampleAndNoError()
    {
        using Residual network = new();
        network.Forward([], []);
        Assert.Equal("output", Assert.Throws<ArgumentException>(() => network.Forward([], new float[1])).ParamName);
    }

    [Fact]
    public void ATrainingContextThatWouldBeTooLargeDoesNoHarm()
    {
        Residual network = new();
        float[] examples = Networks.Examples(network, count: 1);
        float[] want = Networks.Run(network, examples);
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => network.CreateTrainingContext(int.MaxValue));
        Assert.Equal("batchSize", refused.ParamName);
        Assert.Contains("floats in the largest value of the network", refused.Message, StringComparison.Ordinal);
        Assert.Equal(want, Networks.Run(network, examples));
        network.Dispose();
    }

    [Fact]
    public void DisposedNetworksRefuseEverything()
    {
        Residual network = new();
        Residual.Context context = network.CreateContext();
        network.Dispose();
        float[] result = new float[Residual.OutputLength];
        float[] example = new float[Residual.InputLength];
        Assert.Throws<ObjectDisposedException>(() => network.Forward(example, result));
        Assert.Throws<ObjectDisposedException>(() => context.Forward(example, result));
        Assert.Throws<ObjectDisposedException>(() => network.CreateContext());
        Assert.Throws<ObjectDisposedException>(() => network.CreateTrainingContext(1));
        Assert.Throws<ObjectDisposedException>(() => network.Save(new MemoryStream()));
        Assert.Throws<ObjectDisposedException>(() => network.Parameters[0].Values.Length);
        context.Dispose();
        network.Dispose();
    }
}
