using System.Globalization;
using Xunit;

namespace ConvGen.Tests;

/// <summary>Lines of C# files that are longer than <c>max_line_length</c> of the repository's <c>.editorconfig</c>.</summary>
internal static class SourceLines
{
    private const string Settings = ".editorconfig";
    private const string Setting = "max_line_length";

    /// <summary>Fails with every line that is too long.</summary>
    /// <param name="folder">A folder of the repository, such as <c>src/Runtime</c>.</param>
    public static void Check(string folder)
    {
        IReadOnlyList<string> tooLong = TooLong(Root(), folder);
        Assert.True(tooLong.Count == 0, string.Join(Environment.NewLine, tooLong));
    }

    /// <summary>The lines that are too long, as <c>file(line): length</c>.</summary>
    /// <param name="root">The folder with the settings.</param>
    /// <param name="folder">A folder below it, with at least one C# file.</param>
    public static IReadOnlyList<string> TooLong(string root, string folder)
    {
        int most = MostCharacters(Path.Combine(root, Settings));
        string[] files =
        [
            .. Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(root, file))
                .Where(IsSource)
                .Order(StringComparer.Ordinal),
        ];
        Assert.NotEmpty(files);
        return
        [
            .. files.SelectMany(file => File.ReadLines(Path.Combine(root, file))
                .Select((line, index) => (line.Length, Place: $"{file}({index + 1})"))
                .Where(line => line.Length > most)
                .Select(line => $"{line.Place}: {line.Length} characters, of at most {most}")),
        ];
    }

    // The one number that the file names, for whatever section.
    private static int MostCharacters(string settings)
    {
        string[][] found = [.. File.ReadLines(settings).Select(line => line.Split('=')).Where(parts => parts[0].Trim() == Setting)];
        return int.Parse(Assert.Single(found)[1], CultureInfo.InvariantCulture);
    }

    private static bool IsSource(string file) => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj");

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, Settings)))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new DirectoryNotFoundException($"There is no {Settings} above {AppContext.BaseDirectory}.");
    }
}
