using System.Globalization;
using System.Text.RegularExpressions;
using ConvGen.Conformance.Compilation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvGen.Conformance.Tests;

/// <summary>The examples of the documentation compile, and their comments are true.</summary>
public partial class DocumentationTests
{
    public static TheoryData<string> LayerExamples => [.. DocumentationPage.Layers.SelectMany(page => new DocumentationPage(page).CSharp)];

    public static TheoryData<string> Pages => [.. DocumentationPage.All];

    [Theory]
    [MemberData(nameof(LayerExamples))]
    public void LayerExampleHasTheShapesOfItsComments(string example)
    {
        ClassDeclarationSyntax declaration = Declaration(example);
        using CompiledNetworks networks = Compile($"namespace {NetworkSource.Namespace};\n{example}");
        using INetwork network = networks.Create(declaration.Identifier.Text, NetworkOptions.Default);
        Queue<LayerInfo> layers = new(network.Info.Layers.Where(layer => layer.Kind != "Input"));

        int commented = 0;
        foreach (AttributeListSyntax line in declaration.AttributeLists)
        {
            // An input's or a size's comment would be its own arguments; an output is a layer that has its comment already.
            LayerInfo[] made = [.. line.Attributes.SelectMany(attribute => attribute.Name switch
            {
                GenericNameSyntax { Identifier.Text: "Use" } => TakeBlock(layers),
                { } name when name.ToString() is "Input" or "Size" or "Output" => [],
                _ => [layers.Dequeue()],
            })];
            if (made.Length == 0)
                continue;
            long parameters = made.Sum(layer => layer.ParameterCount);
            string shape = string.Join('×', made[^1].OutputShape.Select(size => size.ToString(CultureInfo.InvariantCulture)));
            string noun = parameters == 1 ? "parameter" : "parameters";
            string expected = parameters == 0 ? $"// {shape}" : string.Create(CultureInfo.InvariantCulture, $"// {shape}, {parameters} {noun}");
            Assert.Equal(expected, Comment(line));
            commented++;
        }

        Assert.Empty(layers);
        Assert.NotEqual(0, commented);
    }

    [Theory]
    [InlineData("README.md", "LeNet")]
    [InlineData("docs/training.md", "Small")]
    [InlineData("docs/from-onnx.md", "Mnist")]
    [InlineData("docs/from-pytorch.md", "Net")]
    [InlineData("docs/from-keras.md", "Digits")]
    [InlineData("docs/troubleshooting.md", "Digits")]
    public void EveryExampleOfThePageRuns(string file, string network)
    {
        DocumentationPage page = new(file);
        using CompiledNetworks compiled = page.Compile();
        bool writes = page.CSharp.Any(example => example.Contains("Console.WriteLine", StringComparison.Ordinal));
        Assert.Equal(writes, page.Run(compiled, network).Count > 0);
    }

    [Fact]
    public void ErrorMessageOfTheReadmeIsWhatTheCompilerSays()
    {
        string text = File.ReadAllText(Path.Combine(DocumentationPage.Root, "README.md"));
        string shown = Words(new DocumentationPage("README.md").Blocks("").Single(block => block.Contains("error CG", StringComparison.Ordinal)));
        string[] attributes = [.. InlineAttribute().Matches(text[..text.IndexOf("error CG", StringComparison.Ordinal)]).Select(match => match.Groups[1].Value).TakeLast(2)];
        CompilationOutcome outcome = NetworkCompiler.Compile([NetworkSource.Write("Wrong", "README.md", [.. attributes.Select(attribute => attribute[1..^1])])]);
        Assert.Contains(outcome.Problems, problem => Words(problem).EndsWith(shown, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void CommandsNameWhatIsThere(string file)
    {
        string[] paths = [.. new DocumentationPage(file).Commands.SelectMany(PathsOf)];
        Assert.True(file != "README.md" || paths.Length >= 3);
        Assert.DoesNotContain(paths, path => !Path.Exists(Path.Combine(DocumentationPage.Root, path)));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void LinksLeadSomewhere(string file)
    {
        string folder = Path.GetDirectoryName(file)!;
        Assert.DoesNotContain(new DocumentationPage(file).Links, link => !LeadsSomewhere(link, file, folder));
    }

    [Fact]
    public void EveryLayerHasOneSectionWithAnExampleAndALinkInTheIndex()
    {
        string index = File.ReadAllText(Path.Combine(DocumentationPage.Root, DocumentationPage.LayerIndex));
        (string Page, string Layer, string Text)[] sections =
        [
            .. from page in DocumentationPage.Layers
               from Match section in Section().Matches(File.ReadAllText(Path.Combine(DocumentationPage.Root, page)))
               select (Path.GetFileName(page), section.Groups[1].Value, section.Value),
        ];
        string[] layers =
        [
            .. typeof(LayerAttribute).Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(LayerAttribute)) && !type.IsAbstract)
                .Select(type => type.Name.Split('`')[0].Replace("Attribute", "", StringComparison.Ordinal)),
        ];
        Assert.NotEmpty(layers);
        Assert.All(layers, layer =>
        {
            (string page, _, string text) = Assert.Single(sections, section => section.Layer == layer);
            Assert.Contains("```csharp\n", text, StringComparison.Ordinal);
            Assert.Contains($"[`{layer}`]({page}#{layer})", index, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public void EveryPromiseNamesTestsThatExist()
    {
        string[] promises = [.. File.ReadLines(Path.Combine(DocumentationPage.Root, "docs", "reliability.md")).SkipWhile(line => !line.StartsWith("|---", StringComparison.Ordinal))
            .Skip(1).TakeWhile(line => line.StartsWith('|'))];
        Assert.NotEmpty(promises);
        Assert.All(promises, promise => Assert.Matches(NamedTest(), promise));

        HashSet<string> tests = [.. Directory.EnumerateFiles(Path.Combine(DocumentationPage.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories).SelectMany(Tests)];
        string[] missing = [.. promises.SelectMany(promise => NamedTest().Matches(promise)).Select(match => match.Groups[1].Value).Except(tests)];
        Assert.Empty(missing);
    }

    private static IEnumerable<string> Tests(string file) =>
        CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
            .Where(method => method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() is "Fact" or "Theory"))
            .Select(method => $"{((TypeDeclarationSyntax)method.Parent!).Identifier.Text}.{method.Identifier.Text}");

    private static CompiledNetworks Compile(string source)
    {
        CompilationOutcome outcome = NetworkCompiler.Compile([$"using ConvGen;\n{source}"]);
        Assert.True(outcome.Problems.Count == 0, string.Join('\n', outcome.Problems));
        return outcome.Networks!;
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>What a command line says about the repository: projects, and whatever has a path. What follows -- is the program's.</summary>
    private static IEnumerable<string> PathsOf(string command)
    {
        string[] words = command.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).TakeWhile(word => word != "--").ToArray();
        return words.Where((word, i) => i > 0 && words[i - 1] == "--project" || IsPath().IsMatch(word));
    }

    private static bool LeadsSomewhere(string link, string file, string folder)
    {
        string[] parts = link.Split('#');
        string target = parts[0].Length == 0 ? file : Path.Combine(folder, parts[0]);
        return Path.Exists(Path.Combine(DocumentationPage.Root, target)) && (parts.Length == 1 || new DocumentationPage(target).Anchors.Contains(parts[1]));
    }

    // The layers of a block begin with the name of its use.
    private static List<LayerInfo> TakeBlock(Queue<LayerInfo> layers)
    {
        List<LayerInfo> block = [];
        string prefix = layers.Peek().Name.Split('.')[0] + ".";
        while (layers.TryPeek(out LayerInfo? layer) && layer.Name.StartsWith(prefix, StringComparison.Ordinal))
            block.Add(layers.Dequeue());
        return block;
    }

    private static ClassDeclarationSyntax Declaration(string example) =>
        CSharpSyntaxTree.ParseText(example).GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().Single(type => type.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static string Comment(AttributeListSyntax line) => string.Join(
        ' ', line.GetTrailingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)).Select(trivia => trivia.ToString().Trim()));

    [GeneratedRegex(@"`(\[\w+\([^`]*\)\])`")]
    private static partial Regex InlineAttribute();

    [GeneratedRegex(@"^[\w.-]+(/[\w.-]+)+$")]
    private static partial Regex IsPath();

    [GeneratedRegex(@"^## (\w+)$.*?(?=^## |\z)", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex(@"`(\w+Tests\.\w+)`")]
    private static partial Regex NamedTest();
}
