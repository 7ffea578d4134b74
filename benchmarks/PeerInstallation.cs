using System.Diagnostics;
using System.Runtime.InteropServices;
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

    /// <summary>ONNX Runtime's library; <see langword="null"/> when it is not installed.</summary>
    public static string? OnnxRuntimeLibrary { get; } = FindOnnxRuntime();

    /// <summary>Whether a peer of <see cref="PeerNames"/> is installed.</summary>
    public static bool Has(string peer) => peer switch
    {
        PeerNames.OnnxRuntime => OnnxRuntimeLibrary is not null,
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

    private static string? FindOnnxRuntime()
    {
        string package = Path.Combine(Root ?? "", "artifacts/peers/node_modules/onnxruntime-node/bin");
        if (Root is null || !Directory.Exists(package))
        {
            return null;
        }

        string platform = $"/linux/{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}/";
        IEnumerable<string> libraries = Directory.EnumerateFiles(package, "libonnxruntime.so.1", SearchOption.AllDirectories);
        return libraries.FirstOrDefault(path => path.Contains(platform));
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
