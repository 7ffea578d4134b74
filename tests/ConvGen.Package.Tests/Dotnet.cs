using System.Diagnostics;
using System.Text;

namespace ConvGen.Package.Tests;

/// <summary>Runs the command line of the SDK as a user would, without what this test run has put into the environment.</summary>
internal static class Dotnet
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Runs a command.</summary>
    /// <param name="folder">The working directory.</param>
    /// <param name="environment">Variables for this command.</param>
    /// <param name="arguments">The arguments.</param>
    /// <returns>The exit code, and everything that was printed.</returns>
    public static (int ExitCode, string Output) Run(
        string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        RunProgram("dotnet", folder, environment, arguments);

    /// <summary>Runs a program in the same way.</summary>
    /// <param name="program">Its file.</param>
    /// <param name="folder">The working directory.</param>
    /// <param name="environment">Variables for this command.</param>
    /// <param name="arguments">The arguments.</param>
    /// <returns>The exit code, and everything that was printed.</returns>
    public static (int ExitCode, string Output) RunProgram(
        string program, string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in start.Environment.Keys.Where(IsOfTestRun).ToArray())
            start.Environment.Remove(name);

        // Build servers would outlive the command and keep its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;

        using Process process = Process.Start(start)!;
        StringBuilder output = new();
        void Take(object sender, DataReceivedEventArgs line)
        {
            lock (output)
                output.AppendLine(line.Data);
        }

        process.OutputDataReceived += Take;
        process.ErrorDataReceived += Take;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end within {Patience}:\n{output}");
        }

        process.WaitForExit();
        return (process.ExitCode, output.ToString());
    }

    private static bool IsOfTestRun(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase);
}
