namespace ConvGen.Numerics.Tests.Execution;

/// <summary>Networks that are disposed while other threads use them.</summary>
public class DisposalTests
{
    [Fact]
    public void RefusedWhileAContextRunsAndTheNetworkStaysWhole()
    {
        bool wasRefused = false;
        for (int attempt = 0; attempt < 100 && !wasRefused; attempt++)
        {
            Residual network = new(new NetworkOptions { Seed = 2, Threads = 1 });
            float[] examples = Networks.Examples(network, count: 64);
            float[] want = Networks.Run(network, examples);
            float[] got = new float[want.Length];
            using ManualResetEventSlim begun = new();
            Exception? thrown = null;
            Thread thread = new(() =>
            {
                using Residual.Context context = network.CreateContext();
                begun.Set();
                thrown = Record.Exception(() => context.Forward(examples, got));
            });
            thread.Start();
            begun.Wait(TestContext.Current.CancellationToken);
            Thread.Yield();
            wasRefused = Record.Exception(network.Dispose) is InvalidOperationException and not ObjectDisposedException;
            if (wasRefused)
                Assert.Equal(want, Networks.Run(network, examples));
            thread.Join();
            if (wasRefused)
            {
                Assert.Null(thrown);
                Assert.Equal(want, got);
            }
            else
            {
                // Either the call was over or it came too late.
                Assert.True(thrown is null or ObjectDisposedException, thrown?.ToString());
            }

            network.Dispose();
        }

        Assert.True(wasRefused, "The network was never running when it was disposed.");
    }
}
