using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using ConvGen.Conformance.Compilation;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvGen.Conformance.Tests;

/// <summary>A page of the documentation: what stands in its blocks of code, its links, and its C# as a program.</summary>
/// <param name="file">The page, from the repository's root.</param>
internal sealed partial class DocumentationPage(string file)
{
    // What examples may name.
    private const string Parameters = "float[] pixels, byte[] image, IDataset train, IDataset test";

    private readonly string _text = File.ReadAllText(Path.Combine(Root, file));

    /// <summary>The repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every page except those of diagnostics, which have their own tests.</summary>
    public static IEnumerable<string> All => [.. In("").Concat(In("docs")).Concat(Layers).Order(StringComparer.Ordinal)];

    /// <summary>The pages on layers: an index and one page per family.</summary>
    public static IEnumerable<string> Layers => In("docs/layers");

    /// <summary>The index of the layers.</summary>
    public static string LayerIndex => "docs/layers/README.md";

    /// <summary>The examples in C#.</summary>
    public IReadOnlyList<string> CSharp => [.. Blocks("csharp")];

    /// <summary>What is to be typed: the lines of blocks without a language.</summary>
    public IEnumerable<string> Commands => Blocks("").SelectMany(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Where its links lead, those to other sites left out.</summary>
    public IEnumerable<string> Links => Link().Matches(Code().Replace(_text, ""))
        .Select(match => match.Groups[1].Value)
        .Where(target => !target.Contains("://", StringComparison.Ordinal));

    /// <summary>The anchors of its headings, as GitHub makes them.</summary>
    public IEnumerable<string> Anchors => Heading().Matches(Code().Replace(_text, "")).Select(match => string.Concat(
        match.Groups[1].Value.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-'));

    /// <summary>The blocks of code in one language.</summary>
    public IEnumerable<string> Blocks(string language) =>
        Code().Matches(_text).Where(match => match.Groups[1].Value == language).Select(match => match.Groups[2].Value);

    /// <summary>Compiles the examples: the declarations as they stand, each of the others as a method.</summary>
    /// <exception cref="InvalidOperationException">There are errors or warnings.</exception>
    public CompiledNetworks Compile()
    {
        StringBuilder source = new($"using System;\nusing System.IO;\nusing ConvGen;\nnamespace {NetworkSource.Namespace};\n");
        foreach (string declaration in CSharp.Where(IsDeclaration))
            source.Append(declaration.Replace("using ConvGen;", "", StringComparison.Ordinal)).Append('\n');
        foreach ((int i, string example) in CSharp.Where(block => !IsDeclaration(block)).Index())
        {
            string code = WeightFile().Replace(example, "Examples.At($0)");
            source.Append($"static partial class Examples\n{{\npublic static void Example{i + 1}({Parameters})\n{{\n{code}\n}}\n}}\n");
        }

        // Examples use the files of one folder, and write to a list.
        source.Append("""
            static partial class Examples
            {
                public static string Folder = "";
                public static string At(string file) => System.IO.Path.Combine(Folder, file);
            }

            static class Console
            {
                public static readonly System.Collections.Generic.List<string> Lines = new();
                public static void WriteLine(object line) => Lines.Add($"{line}");
            }
            """);

        // Users of the newest framework have its language: loops over spans need it there.
        CompilationOutcome outcome = NetworkCompiler.Compile([source.ToString()], LanguageVersion.Latest);
        return outcome.Networks ?? throw new InvalidOperationException(string.Join('\n', outcome.Problems));
    }

    /// <summary>Runs every example, with files of weights for the networks of the page and small inputs for the one that is named.</summary>
    /// <param name="compiled">The page.</param>
    /// <param name="network">The class of the network that the examples run.</param>
    /// <returns>What the examples wrote.</returns>
    public IReadOnlyList<string> Run(CompiledNetworks compiled, string network)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("convgen-");
        try
        {
            foreach (Match declared in NetworkClass().Matches(string.Join('\n', CSharp)))
            {
                using INetwork made = compiled.Create(declared.Groups[1].Value, NetworkOptions.Default);
                made.Save(Path.Combine(folder.FullName, $"{declared.Groups[1].Value.ToLowerInvariant()}.safetensors"));
            }

            Type examples = compiled.Find("Examples");
            examples.GetField("Folder")!.SetValue(null, folder.FullName);
            object[] arguments = Arguments(compiled, network);
            foreach (MethodInfo example in examples.GetMethods().Where(method => method.Name.StartsWith("Example", StringComparison.Ordinal)))
                example.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
            return (IReadOnlyList<string>)compiled.Find("Console").GetField("Lines")!.GetValue(null)!;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What examples expect to be there: one input, and two data sets.</summary>
    private static object[] Arguments(CompiledNetworks compiled, string network)
    {
        const int Examples = 70; // a minibatch of 64 and a smaller one

        using INetwork made = compiled.Create(network, NetworkOptions.Default);
        int length = made.InputLength;
        float[] pixels = [.. Enumerable.Range(0, Examples * length).Select(i => i * 37 % 256 / 255f)];
        float[] classes = [.. Enumerable.Range(0, Examples).Select(i => (float)(i % made.OutputLength))];
        InMemoryDataset data = new(pixels, classes, length);
        return [pixels[..length], Array.ConvertAll(pixels[..length], value => (byte)(value * 255)), data, data];
    }

    private static IEnumerable<string> In(string folder) => Directory.GetFiles(Path.Combine(Root, folder), "*.md")
        .Select(page => Path.GetRelativePath(Root, page).Replace('\\', '/')).Order(StringComparer.Ordinal);

    private static bool IsDeclaration(string block) => Class().IsMatch(block);

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, LayerIndex)))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
    }

    [GeneratedRegex("^```([a-z]*)\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"""[\w.-]+\.safetensors""")]
    private static partial Regex WeightFile();

    [GeneratedRegex(@"^(\w+ )*class \w+", RegexOptions.Multiline)]
    private static partial Regex Class();

    [GeneratedRegex(@"partial class (\w+);")]
    private static partial Regex NetworkClass();
}
