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
    private static readonly string Root = FindRoot();

    public static TheoryData<string> LayerExamples => [.. Blocks(Path.Combine("docs", "layers.md"))];

    [Theory]
    [MemberData(nameof(LayerExamples))]
    public void LayerExampleHasTheShapesOfItsComments(string example)
    {
        ClassDeclarationSyntax declaration = Declaration(example);
        using CompiledNetworks networks = Compile($"namespace {NetworkSource.Namespace};\n{example}");
        using INetwork network = networks.Create(declaration.Identifier.Text, NetworkOptions.Default);
        Queue<LayerInfo> layers = new(network.Description.Layers.Where(layer => layer.Kind != "Input"));

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
            long parameters = made.Sum(layer => layer.Parameters);
            string shape = string.Join('×', made[^1].OutputShape.Select(size => size.ToString(CultureInfo.InvariantCulture)));
            string expected = parameters == 0 ? $"// {shape}" : string.Create(CultureInfo.InvariantCulture, $"// {shape}, {parameters} parameters");
            Assert.Equal(expected, Comment(line));
            commented++;
        }

        Assert.Empty(layers);
        Assert.NotEqual(0, commented);
    }

    [Theory]
    [InlineData("README.md", "class LeNet")]
    [InlineData("docs/training.md", "class Small")]
    public void PageCompiles(string page, string network)
    {
        string[] blocks = [.. Blocks(page)];
        string declarations = string.Join('\n', blocks.Where(IsDeclaration).Select(block => block.Replace("using ConvGen;", "", StringComparison.Ordinal)));
        string methods = string.Join('\n', blocks.Where(block => !IsDeclaration(block)).Select((block, i) =>
            $"static void Example{i + 1}(float[] pixels, IDataset train, IDataset test)\n{{\n{block}\n}}"));
        Assert.Contains(network, declarations, StringComparison.Ordinal);
        Assert.Contains("TrainingSession", methods, StringComparison.Ordinal);

        // Users of the newest framework have its language: loops over spans need it there.
        Compile($"using System;\nnamespace {NetworkSource.Namespace};\n{declarations}\nstatic class Examples\n{{\n{methods}\n}}", LanguageVersion.Latest).Dispose();
    }

    [Fact]
    public void EveryLayerHasASection()
    {
        string text = File.ReadAllText(Path.Combine(Root, "docs", "layers.md"));
        string[] missing =
        [
            .. typeof(LayerAttribute).Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(LayerAttribute)) && !type.IsAbstract)
                .Select(type => $"\n## {type.Name.Split('`')[0].Replace("Attribute", "", StringComparison.Ordinal)}\n")
                .Where(heading => !text.Contains(heading, StringComparison.Ordinal)),
        ];
        Assert.Empty(missing);
    }

    private static CompiledNetworks Compile(string source, LanguageVersion language = LanguageVersion.CSharp12)
    {
        CompilationOutcome outcome = NetworkCompiler.Compile([$"using ConvGen;\n{source}"], language);
        Assert.True(outcome.Problems.Count == 0, string.Join('\n', outcome.Problems));
        return outcome.Networks!;
    }

    private static bool IsDeclaration(string block) => block.Contains("partial class", StringComparison.Ordinal);

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

    private static IEnumerable<string> Blocks(string file) =>
        CSharpBlock().Matches(File.ReadAllText(Path.Combine(Root, file))).Select(match => match.Groups[1].Value);

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "docs", "layers.md")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();
}
