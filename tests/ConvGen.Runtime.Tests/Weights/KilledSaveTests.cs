using System.Diagnostics;
using ConvGen.Weights;

namespace ConvGen.Runtime.Tests.Weights;

public class KilledSaveTests
{
    private const int Kills = 40;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void TheOldOrTheNewFileIsThereWhole()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("net.safetensors");
        using WeightStore network = SavingProcess.CreateNetwork();
        SavingProcess.SetVersion(network, 0);
        WeightFile.Save(network, path);
        var random = new Random(11);
        int version = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            KillWhileSaving(path, version + 1, TimeSpan.FromMilliseconds(30 * random.NextDouble()));
            WeightFile.Load(network, path);
            float[] values = network.Parameters["w"].Values.ToArray();
            Assert.All(values, value => Assert.Equal(values[0], value));
            Assert.InRange(values[0], version + 1, int.MaxValue);
            version = (int)values[0];
        }

        // What kills in the middle leave: files that nobody reads and the next saving does not mind.
        string[] left = [.. Directory.GetFiles(folder.Root).Where(file => file != path)];
        Assert.NotEmpty(left);
        Assert.All(left, file => Assert.Matches(@"net\.safetensors\.[0-9a-f]{32}\.tmp$", file));
        SavingProcess.SetVersion(network, -1);
        WeightFile.Save(network, path);
        WeightFile.Load(network, path);
        Assert.Equal(-1, network.Parameters["w"].Values[^1]);
    }

    /// <summary>Kills a process some time after it has begun to replace the file.</summary>
    private static void KillWhileSaving(string path, int version, TimeSpan delay)
    {
        DateTime before = File.GetLastWriteTimeUtc(path);
        using Process child = SavingProcess.Start(path, version);
        try
        {
            var watch = Stopwatch.StartNew();
            while (File.GetLastWriteTimeUtc(path) == before)
            {
                Assert.False(child.HasExited, "The process has ended by itself.");
                Assert.True(watch.Elapsed < Patience, "The process does not save.");
                Thread.Sleep(1);
            }

            watch.Restart();
            SpinWait.SpinUntil(() => watch.Elapsed >= delay);
        }
        finally
        {
            child.Kill();
            child.WaitForExit();
        }
    }
}
