using System.Diagnostics;
using ConvGen.Benchmarks.CommandLine;

namespace ConvGen.Benchmarks;

/// <summary>Where the peers are.</summary>
internal static class PeerInstallation
{
    /// <summary>The interpreter whose packages the installer adds to.</summary>
    public const string Python = "/usr/bin/python3";

    private const string Installer = "benchmarks/peers/install.sh";

    private static readonly string? Root = FindRoot();

    /// <summary>The script that makes PyTorch's steps; <see langword="null"/> outside the repository.</summary>
    public static string? TorchScript => Root is null ? null : Path.Combine(Root, "benchmarks/peers/torch_step.py");

    /// <summary>Whether a peer of <see cref="PeerNames"/> is installed; ONNX Runtime comes with the program.</summary>
    public static bool Has(string peer) => peer switch
    {
        PeerNames.Torch => TorchScript is not null && File.Exists(Python) && PythonHasTorch(),
        _ => true,
    };

    /// <summary>How to install a peer.</summary>
    public static string Advice(string peer) => $"To compare with {peer}, run {Installer} {peer} first.";

    private static bool PythonHasTorch()
    {
        const string find = "import importlib.util, sys; sys.exit(importlib.util.find_spec('torch') is None)";
        using Process process = Process.Start(Python, ["-c", find]);
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private static string? FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, Installer)))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder;
    }
}
