using System.Diagnostics;

namespace ConvGen.Generator.Tests.Compiling;

/// <summary>A program of generated code, in a folder of its own, to be run as a process whose runtime is told to report.</summary>
internal sealed class ChildProgram : IDisposable
{
    private const string Name = UserProject.Name;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("child");

    /// <summary>Compiles the program.</summary>
    public ChildProgram(GeneratedProject project, CancellationToken cancellation)
    {
        File.WriteAllBytes(PathOf($"{Name}.dll"), [.. project.Emit(cancellation)]);
        string runtime = typeof(INetwork).Assembly.Location;
        File.Copy(runtime, PathOf(Path.GetFileName(runtime)));
        File.WriteAllText(PathOf($"{Name}.runtimeconfig.json"), $$"""
            { "runtimeOptions": { "framework": { "name": "Microsoft.NETCore.App", "version": "{{Environment.Version}}" } } }
            """);
    }

    /// <summary>A file in the program's folder.</summary>
    public string PathOf(string file) => Path.Combine(_folder.FullName, file);

    /// <summary>Runs the program to its end, which must be a success.</summary>
    public async Task RunAsync(IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        ProcessStartInfo start = new(Host(), [PathOf($"{Name}.dll")]) { RedirectStandardError = true };
        foreach ((string variable, string value) in environment)
            start.Environment[variable] = value;
        using Process process = Process.Start(start)!;
        string error = await process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        Assert.True(process.ExitCode == 0, error);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    // The framework lies in shared/Microsoft.NETCore.App/version under the host's folder.
    private static string Host()
    {
        DirectoryInfo framework = new FileInfo(typeof(object).Assembly.Location).Directory!;
        return Path.Combine(framework.Parent!.Parent!.Parent!.FullName, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
    }
}
