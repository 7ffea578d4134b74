using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace ConvGen.Generator.Tests.Compiling;

/// <summary>A user's project after the generator has run.</summary>
/// <param name="Compilation">The user's files and the generated ones.</param>
/// <param name="Result">What the generator said and wrote.</param>
public sealed record GeneratedProject(Compilation Compilation, GeneratorRunResult Result)
{
    /// <summary>The generated text of a file by its name.</summary>
    public string TextOf(string hintName) => Assert.Single(Result.GeneratedSources, source => source.HintName == hintName).SourceText.ToString();

    /// <summary>Everything that generator and compiler have to say, hidden suggestions aside.</summary>
    public IEnumerable<string> Complaints(CancellationToken cancellation) => Result.Diagnostics
        .Concat(Compilation.GetDiagnostics(cancellation))
        .Where(found => found.Severity != DiagnosticSeverity.Hidden)
        .Select(found => $"{Path.GetFileName(found.Location.SourceTree?.FilePath)}: {found}");

    /// <summary>Compiles to an assembly in memory.</summary>
    public ImmutableArray<byte> Emit(CancellationToken cancellation)
    {
        using MemoryStream image = new();
        EmitResult emitted = Compilation.Emit(image, cancellationToken: cancellation);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        return [.. image.ToArray()];
    }

    /// <summary>The same project without the line that hides warnings in generated files.</summary>
    public GeneratedProject WithoutHiddenWarnings(CancellationToken cancellation)
    {
        const string hiding = "#pragma warning disable\n";
        Compilation bare = Compilation;
        foreach (GeneratedSourceResult source in Result.GeneratedSources)
        {
            string text = source.SourceText.ToString();
            Assert.Contains(hiding, text, StringComparison.Ordinal);
            SyntaxTree tree = Compilation.SyntaxTrees.Single(each => each.FilePath == source.SyntaxTree.FilePath);
            SourceText shown = SourceText.From(text.Replace(hiding, "", StringComparison.Ordinal));
            bare = bare.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(shown, (CSharpParseOptions)tree.Options, tree.FilePath, cancellation));
        }

        return this with { Compilation = bare };
    }
}
