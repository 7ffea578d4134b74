namespace ConvGen.Package.Tests;

/// <summary>The package, packed once for all tests into a folder of its own, with a version that no other source has.</summary>
public sealed class PackageFixture : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("convgen-package");

    /// <summary>Packs.</summary>
    public PackageFixture()
    {
        Version = $"0.0.0-test.{Guid.NewGuid():N}";
        Source = Directory.CreateDirectory(Path.Combine(_root.FullName, "source")).FullName;
        string project = Path.Combine(FindRoot(), "src", "Runtime", "ConvGen.csproj");

        // Built apart from the repository's own output, which other test projects are running from.
        (int exitCode, string output) = Dotnet.Run(
            _root.FullName,
            new Dictionary<string, string>(),
            "pack",
            project,
            "-c",
            "Release",
            "-o",
            Source,
            "--artifacts-path",
            Path.Combine(_root.FullName, "artifacts"),
            $"-p:Version={Version}",
            "-p:UseSharedCompilation=false");
        Assert.True(exitCode == 0, output);
    }

    /// <summary>The version of the package.</summary>
    public string Version { get; }

    /// <summary>The folder that serves as package source.</summary>
    public string Source { get; }

    /// <summary>The package's file.</summary>
    public string PackagePath => Path.Combine(Source, $"ConvGen.{Version}.nupkg");

    /// <summary>A new folder for a project, outside the repository.</summary>
    public string CreateFolder(string name) => Directory.CreateDirectory(Path.Combine(_root.FullName, name)).FullName;

    /// <summary>Where restored packages go, so that none of the machine's is changed and none of an earlier run is used.</summary>
    public string PackagesFolder => Path.Combine(_root.FullName, "packages");

    /// <inheritdoc/>
    public void Dispose() => _root.Delete(recursive: true);

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "src", "Runtime", "ConvGen.csproj")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
    }
}
