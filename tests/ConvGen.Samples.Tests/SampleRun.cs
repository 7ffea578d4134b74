using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ConvGen.Samples.Tests;

/// <summary>A run of a sample, as from a command line, in a folder that goes away with it.</summary>
internal sealed class SampleRun : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sample");

    /// <summary>Where the sample runs.</summary>
    public string Folder => _folder.FullName;

    /// <summary>What it printed.</summary>
    public string Output { get; private set; } = "";

    /// <summary>What it complained of.</summary>
    public string Errors { get; private set; } = "";

    /// <summary>Runs a sample to its end.</summary>
    /// <returns>The exit code.</returns>
    public int Start(string sample, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [PathOf(sample), .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        Output = process.StandardOutput.ReadToEnd();
        Errors = errors.GetAwaiter().GetResult();
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>The number that stands behind a text in the output, the last time that it stands there.</summary>
    public double Number(string after)
    {
        Match match = Regex.Matches(Output, Regex.Escape(after) + @" ([0-9.]+)").LastOrDefault() ?? throw new FormatException($"No '{after}' in:\n{Output}{Errors}");
        return double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Starts a sample that runs until it is told to end.</summary>
    public Process StartServer(string sample, params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [PathOf(sample), .. arguments])
    {
        WorkingDirectory = Folder,
        RedirectStandardOutput = true,
    })!;

    /// <summary>The sample of the configuration that this test was built in.</summary>
    private static string PathOf(string sample)
    {
        DirectoryInfo output = new(AppContext.BaseDirectory);
        string configuration = output.Parent!.Name, root = output.Parent.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(root, "samples", sample, "bin", configuration, output.Name, $"{sample}.dll");
    }
}
