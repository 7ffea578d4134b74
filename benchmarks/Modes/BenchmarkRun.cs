using ConvGen.Benchmarks.CommandLine;
using ConvGen.Benchmarks.Reporting;

namespace ConvGen.Benchmarks.Modes;

/// <summary>Runs what was asked for.</summary>
internal static class BenchmarkRun
{
    /// <summary>Everything that can be measured, in order: the generator first, while nothing of it has been compiled.</summary>
    public static IReadOnlyList<Mode> Modes { get; } =
    [
        new("generator", null, GeneratorMode.Run),
        new("editing", null, EditingMode.Run),
        new("kernels", null, KernelMode.Run),
        new("algorithms", PeerNames.OnnxRuntime, AlgorithmMode.Run),
        new("networks", PeerNames.OnnxRuntime, NetworkMode.Run),
        new("busy", PeerNames.OnnxRuntime, BusyMode.Run),
        new("serving", null, ServingMode.Run),
        new("layers", null, LayerMode.Run),
        new("training", PeerNames.Torch, TrainingMode.Run),
        new("start", PeerNames.OnnxRuntime, StartMode.Run),
    ];

    /// <summary>Measures.</summary>
    /// <returns>The exit code: 1 when an output is wrong, or the peer asked for is not installed.</returns>
    public static int Execute(Settings settings)
    {
        Mode[] modes = [.. Modes.Where(mode => settings.Modes.Contains(mode.Name))];
        string[] missing = [.. modes.Select(mode => mode.Peer).OfType<string>().Distinct().Where(settings.Misses)];
        Array.ForEach(missing, peer => Console.WriteLine(PeerInstallation.Advice(peer)));
        if (missing.Contains(settings.Peer))
        {
            return 1;
        }

        var report = new Report();
        Console.WriteLine(report.Processor);
        Array.ForEach(modes, mode => mode.Run(settings, report));
        if (settings.Json is not null)
        {
            report.Write(settings.Json);
        }

        return report.Agrees ? 0 : 1;
    }
}
