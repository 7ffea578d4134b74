using ConvGen.Benchmarks.CommandLine;
using ConvGen.Benchmarks.Torch;

namespace ConvGen.Benchmarks;

/// <summary>Where the peers are.</summary>
internal static class PeerInstallation
{
    private const string Installer = "benchmarks/peers/install.sh";

    private static readonly string? Root = FindRoot();

    private static readonly Lazy<(TorchInstallation? Found, string Note)> FoundTorch = new(FindTorch);

    /// <summary>The PyTorch that is compared with; <see langword="null"/> where none is installed.</summary>
    public static TorchInstallation? Torch => FoundTorch.Value.Found;

    /// <summary>Why a newer PyTorch than <see cref="Torch"/> is not taken; empty where it is the newest.</summary>
    public static string TorchNote => FoundTorch.Value.Note;

    /// <summary>Whether a peer of <see cref="PeerNames"/> is installed; ONNX Runtime comes with the program.</summary>
    public static bool Has(string peer) => peer switch
    {
        PeerNames.Torch => Torch is not null,
        _ => true,
    };

    /// <summary>How to install a peer.</summary>
    public static string Advice(string peer) => $"To compare with {peer}, run {Installer} {peer} first.";

    private static (TorchInstallation?, string) FindTorch()
    {
        string note = string.Empty;
        TorchInstallation? found = Root is null ? null : TorchInstallation.Find(Path.Combine(Root, "benchmarks"), out note);
        return (found, note);
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
