using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using ConvGen.Engine;
using ConvGen.Tests;
using ConvGen.Weights;

namespace ConvGen.Runtime.Tests.Weights;

/// <summary>A child process that saves one version of a network after another to the same file until it is killed.</summary>
internal static class SavingProcess
{
    private const string PathVariable = "CONVGEN_SAVE_TO";
    private const string VersionVariable = "CONVGEN_SAVE_FROM_VERSION";

    // Nobody is left to kill it when the tests themselves have been.
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(60);

    /// <summary>A network of 1 MB.</summary>
    public static WeightStore CreateNetwork() => Store.Create([new("w", [512, 512], TensorRole.Weight, 512, 512, false)]);

    /// <summary>Makes a version of the network: every number is the version's.</summary>
    public static void SetVersion(WeightStore network, int version) => network.Parameters["w"].Edit().Fill(version);

    /// <summary>Starts the process.</summary>
    /// <param name="path">The file.</param>
    /// <param name="version">The first version that is saved.</param>
    public static Process Start(string path, int version)
    {
        ProcessStartInfo start = ThisProgram.Again();
        start.Environment[PathVariable] = path;
        start.Environment[VersionVariable] = version.ToString(CultureInfo.InvariantCulture);
        return Process.Start(start)!;
    }

    /// <summary>In the child process, before anything of the test program: it starts many times.</summary>
    [ModuleInitializer]
    internal static void SaveWhenAsked()
    {
        if (Environment.GetEnvironmentVariable(PathVariable) is not { } path)
        {
            return;
        }

        var life = Stopwatch.StartNew();
        using WeightStore network = CreateNetwork();
        for (int version = int.Parse(Environment.GetEnvironmentVariable(VersionVariable)!, CultureInfo.InvariantCulture); life.Elapsed < LongestLife; version++)
        {
            SetVersion(network, version);
            WeightFile.Save(network, path);
        }

        Environment.Exit(1);
    }
}
