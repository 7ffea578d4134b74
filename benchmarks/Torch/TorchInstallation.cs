using System.Diagnostics;

namespace ConvGen.Benchmarks.Torch;

/// <summary>A PyTorch that makes training steps.</summary>
/// <param name="Program">The program to start.</param>
/// <param name="Script">Its first argument: what makes the steps.</param>
/// <param name="Title">Which PyTorch it is.</param>
internal sealed record TorchInstallation(string Program, string Script, string Title)
{
    /// <summary>The interpreter whose packages the installer adds to.</summary>
    private const string Python = "/usr/bin/python3";

    private const string Library = "peers/TorchSharp/bin/Release/net10.0/TorchSharpPeer.dll";

    /// <summary>The newest that is installed and loads; <see langword="null"/> when there is none.</summary>
    /// <param name="benchmarks">The folder of the benchmarks in the repository.</param>
    /// <param name="note">Why a newer one is not taken; empty where it is.</param>
    public static TorchInstallation? Find(string benchmarks, out string note)
    {
        string library = Path.Combine(benchmarks, Library), script = Path.Combine(benchmarks, "peers/torch_step.py");
        note = string.Empty;
        if (File.Exists(library))
        {
            (bool loads, string said) = Ask("dotnet", [library, "--version"]);
            if (loads)
            {
                return new("dotnet", library, $"PyTorch {said} through TorchSharp");
            }

            note = $"TorchSharp is built, but {said}.";
        }

        if (File.Exists(Python) && Ask(Python, ["-c", "import torch; print(torch.__version__)"]) is (true, var version))
        {
            return new(Python, script, $"PyTorch {version} of {Python}");
        }

        return null;
    }

    private static (bool Succeeds, string Output) Ask(string program, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return (process.ExitCode == 0, output);
    }
}
