namespace ConvGen.Package.Tests;

/// <summary>A console project outside the repository that knows ConvGen by its package only.</summary>
internal sealed class UserProject
{
    private readonly PackageFixture _package;
    private readonly string _folder;

    /// <summary>Writes the project.</summary>
    /// <param name="package">The package to reference.</param>
    /// <param name="name">The folder's name, one for each test.</param>
    /// <param name="framework">The target framework.</param>
    /// <param name="properties">More properties of the project file.</param>
    /// <param name="program">The only source file.</param>
    /// <param name="models">Items with models to import; the project then references the package for ONNX instead.</param>
    public UserProject(PackageFixture package, string name, string framework, string properties, string program, string models = "")
    {
        _package = package;
        _folder = package.CreateFolder(name);
        Write("App.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>{framework}</TargetFramework>
                <UseAppHost>false</UseAppHost>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <WarningLevel>9999</WarningLevel>
                <NuGetAudit>false</NuGetAudit>
                {properties}
              </PropertyGroup>
              <ItemGroup Condition="!Exists('Library')">
                <PackageReference Include="{(models.Length > 0 ? "ConvGen.Onnx" : "ConvGen")}" Version="{package.Version}" />
                {models}
              </ItemGroup>
              <ItemGroup Condition="Exists('Library')">
                <ProjectReference Include="Library/Library.csproj" />
                <Compile Remove="Library/**" />
              </ItemGroup>
            </Project>
            """);

        // The machine's own sources stay, and so do packages that it has restored before: reference assemblies need not be downloaded.
        Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{package.Source}" />
              </packageSources>
              <fallbackPackageFolders>
                <add key="machine" value="{MachinePackages()}" />
              </fallbackPackageFolders>
            </configuration>
            """);
        Write("Program.cs", program);
    }

    /// <summary>Writes the severities of the project.</summary>
    public void Configure(params string[] settings) => Write(".editorconfig", $"root = true\n[*.cs]\n{string.Join('\n', settings)}\n");

    /// <summary>Builds the project.</summary>
    /// <param name="arguments">What else the command line says.</param>
    public (int ExitCode, string Output) Build(params string[] arguments) =>
        Dotnet.Run(_folder, Environment(), ["build", "App.csproj", "-c", "Release", "-o", "out", "-p:UseSharedCompilation=false", .. arguments]);

    /// <summary>Adds a library that the project references, and that references the package.</summary>
    /// <param name="framework">Its target framework.</param>
    /// <param name="source">Its only source file.</param>
    /// <param name="models">Items with models to import; the library then references the package for ONNX instead.</param>
    public UserProject WithLibrary(string framework, string source, string models = "")
    {
        Directory.CreateDirectory(Path.Combine(_folder, "Library"));
        Write(Path.Combine("Library", "Library.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>{framework}</TargetFramework>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{(models.Length > 0 ? "ConvGen.Onnx" : "ConvGen")}" Version="{_package.Version}" />
                {models}
              </ItemGroup>
            </Project>
            """);
        Write(Path.Combine("Library", "Library.cs"), source);
        return this;
    }

    /// <summary>Runs a command of the SDK on the project.</summary>
    public (int ExitCode, string Output) Command(params string[] arguments) => Dotnet.Run(_folder, Environment(), arguments);

    /// <summary>The path of a file of the project.</summary>
    public string PathOf(params string[] parts) => Path.Combine([_folder, .. parts]);

    /// <summary>The names of the files in a folder of the project, however deep.</summary>
    public string[] FilesIn(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(_folder, folder), "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    /// <summary>What a debugger reads of the built project.</summary>
    public Stream OpenSymbols() => File.OpenRead(Path.Combine(_folder, "out", "App.pdb"));

    /// <summary>Adds source files.</summary>
    public UserProject WithFiles(IEnumerable<string> paths)
    {
        foreach (string path in paths)
            File.Copy(path, Path.Combine(_folder, Path.GetFileName(path)), overwrite: true);
        return this;
    }

    /// <summary>Compiles the project ahead of time; skips the test where there is no compiler for it, or no linker.</summary>
    /// <param name="instructions">The instruction sets that the processor will have; empty for those that all have.</param>
    /// <returns>Everything that was printed.</returns>
    public string PublishNative(string instructions)
    {
        string[] missing = ["NU1101", "NU1102", "Platform linker", "NETSDK1204"];
        (int published, string output) = Dotnet.Run(
            _folder, Environment(), "publish", "App.csproj", "-c", "Release", "-o", "published", "-p:PublishAot=true", $"-p:IlcInstructionSet={instructions}", "-p:UseSharedCompilation=false");
        Assert.SkipWhen(published != 0 && missing.Any(reason => output.Contains(reason, StringComparison.Ordinal)), "There is no ahead-of-time compiler, or no linker, on this machine.");
        Assert.True(published == 0, output);
        return output;
    }

    /// <summary>Runs what was published.</summary>
    public (int ExitCode, string Output) RunPublished(params string[] arguments) =>
        Dotnet.RunProgram(Path.Combine(_folder, "published", OperatingSystem.IsWindows() ? "App.exe" : "App"), _folder, Environment(), arguments);

    /// <summary>Runs what was built, also on a newer runtime than its own.</summary>
    /// <param name="switches">Variables of the environment, such as those that switch instruction sets off.</param>
    public (int ExitCode, string Output) Run(params (string Name, string Value)[] switches)
    {
        Dictionary<string, string> environment = Environment();
        foreach ((string name, string value) in switches)
            environment[name] = value;
        return Dotnet.Run(_folder, environment, "exec", "--roll-forward", "LatestMajor", Path.Combine(_folder, "out", "App.dll"));
    }

    /// <summary>Applies code fixes to the source from the command line.</summary>
    /// <param name="severity">The least severity of what is corrected.</param>
    /// <param name="ids">What is corrected.</param>
    /// <returns>The exit code, everything that was printed, and the source.</returns>
    public (int ExitCode, string Output, string Source) Format(string severity, params string[] ids)
    {
        (int restored, string output) = Dotnet.Run(_folder, Environment(), "restore");
        if (restored != 0)
            return (restored, output, "");
        (int exitCode, string formatted) = Dotnet.Run(
            _folder, Environment(), ["format", "analyzers", "App.csproj", "--no-restore", "--verbosity", "diagnostic", "--severity", severity, "--diagnostics", .. ids]);
        return (exitCode, output + formatted, File.ReadAllText(Path.Combine(_folder, "Program.cs")));
    }

    private Dictionary<string, string> Environment() => new() { ["NUGET_PACKAGES"] = _package.PackagesFolder };

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder, file), text);

    private static string MachinePackages()
    {
        string folder = System.Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return Directory.CreateDirectory(folder).FullName;
    }
}
