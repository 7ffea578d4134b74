using System.Text.RegularExpressions;

namespace ConvGen.Images.Tests;

/// <summary>The examples of docs/images.md are those of <see cref="ImagesPageExamples"/>, and do what the page says.</summary>
public sealed partial class ImagesPageTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly string _before = Environment.CurrentDirectory;
    private readonly TextWriter _console = Console.Out;
    private readonly StringWriter _written = new();

    public ImagesPageTests()
    {
        Environment.CurrentDirectory = _folder.Root;
        Console.SetOut(_written);
    }

    public void Dispose()
    {
        Console.SetOut(_console);
        Environment.CurrentDirectory = _before;
        _folder.Dispose();
    }

    [Fact]
    public void EveryExampleIsCompiled()
    {
        string root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "docs", "images.md")))
            root = Path.GetDirectoryName(root) ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        string compiled = Words(File.ReadAllText(Path.Combine(root, "tests", "ConvGen.Images.Tests", "ImagesPageExamples.cs")));
        string page = File.ReadAllText(Path.Combine(root, "docs", "images.md"));
        string[] examples = [.. CSharp().Matches(page).Select(match => Words(match.Groups[1].Value))];
        Assert.Equal(4, examples.Length);
        Assert.All(examples, example => Assert.Contains(example, compiled, StringComparison.Ordinal));
    }

    [Fact]
    public void ANetworkLearnsToTellTwoFoldersApart()
    {
        // Warm and cold colours, 30 of each.
        for (int i = 0; i < 30; i++)
        {
            int seed = i;
            _folder.WritePng($"photos/cold/{i}.png", 90 + i, 80, (x, y) => 0x2040C0 + (x * y + seed) % 32);
            _folder.WritePng($"photos/warm/{i}.png", 80, 90 + i, (x, y) => 0xC04020 + (x * y + seed) % 32);
        }

        ImagesPageExamples.Classes();
        string[] lines = _written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(2, lines.Length);
        Assert.Equal("cold, warm", lines[1]);
    }

    [Fact]
    public void MasksAreFound()
    {
        for (int i = 0; i < 8; i++)
        {
            _folder.WritePng($"images/{i}.png", 60, 40);
            _folder.WritePng($"masks/{i}.png", 60, 40, (x, _) => x / 20 * 0x010101);
        }

        ImagesPageExamples.Segmentation();
    }

    [Fact]
    public void WhatCannotBeReadIsListed()
    {
        _folder.WritePng("photos/a/1.png", 4, 4);
        _folder.Write("photos/a/2.png", [1]);
        ImagesPageExamples.Readable();
        Assert.Equal(
            $"{Path.Combine("photos", "a", "2.png")} is damaged, or is no PNG, JPEG, BMP or WebP.", _written.ToString().TrimEnd());
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("^```csharp\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CSharp();
}
