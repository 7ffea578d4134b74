namespace ConvGen.Package.Tests;

/// <summary>The packages, packed once for all tests into a folder of their own, with a version that no other source has.</summary>
public sealed class PackageFixture : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("convgen-package");

    /// <summary>Packs.</summary>
    public PackageFixture()
    {
        Version = $"0.0.0-test.{Guid.NewGuid():N}";
        Source = Directory.CreateDirectory(Path.Combine(_root.FullName, "source")).FullName;
        string repository = CopyRepository(FindRoot(), Path.Combine(_root.FullName, "repository"));
        Pack(repository, Path.Combine("src", "Runtime", "ConvGen.csproj"));
        Pack(repository, Path.Combine("src", "Onnx", "ConvGen.Onnx.csproj"));
        Pack(repository, Path.Combine("src", "Extensions.DependencyInjection", "ConvGen.Extensions.DependencyInjection.csproj"));
        Pack(repository, Path.Combine("src", "Images", "ConvGen.Images.csproj"));
    }

    /// <summary>The version of the package.</summary>
    public string Version { get; }

    /// <summary>The folder that serves as package source.</summary>
    public string Source { get; }

    /// <summary>The core package's file.</summary>
    public string PackagePath => Path.Combine(Source, $"ConvGen.{Version}.nupkg");

    /// <summary>The file of the package for apps with dependency injection.</summary>
    public string ServicePackagePath => Path.Combine(Source, $"ConvGen.Extensions.DependencyInjection.{Version}.nupkg");

    /// <summary>The file of the package for images.</summary>
    public string ImagesPackagePath => Path.Combine(Source, $"ConvGen.Images.{Version}.nupkg");

    /// <summary>A new folder for a project, outside the repository.</summary>
    public string CreateFolder(string name) => Directory.CreateDirectory(Path.Combine(_root.FullName, name)).FullName;

    /// <summary>Where restored packages go, so that none of the machine's is changed and none of an earlier run is used.</summary>
    public string PackagesFolder => Path.Combine(_root.FullName, "packages");

    /// <inheritdoc/>
    public void Dispose() => _root.Delete(recursive: true);

    private void Pack(string repository, string project)
    {
        (int exitCode, string output) = Dotnet.Run(
            repository,
            new Dictionary<string, string>(),
            "pack",
            project,
            "-c",
            "Release",
            "-o",
            Source,
            $"-p:Version={Version}",
            "-p:UseSharedCompilation=false");
        Assert.True(exitCode == 0, output);
    }

    /// <summary>
    /// Copies what packing needs: other tests are running from the repository's own output, and a stale file there must not get into the package.
    /// </summary>
    private static string CopyRepository(string from, string to)
    {
        string[] outputFolders = ["bin", "obj"];
        IEnumerable<string> files = Directory.EnumerateFiles(from)
            .Concat(Directory.EnumerateFiles(Path.Combine(from, "build")))
            .Concat(Directory.EnumerateFiles(Path.Combine(from, "docs"), "*", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Path.Combine(from, "src"), "*", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(from, file))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Intersect(outputFolders).Any());
        foreach (string file in files)
        {
            string target = Path.Combine(to, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(from, file), target);
        }

        return to;
    }

    /// <summary>The repository.</summary>
    public static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "src", "Runtime", "ConvGen.csproj")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
    }
}
