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

    /// <summary>The same files in a project whose settings change nothing about what is generated.</summary>
    public GeneratedProject Under(UserProject project) =>
        this with { Compilation = ((CSharpCompilation)Compilation).WithOptions(project.Options).AddSyntaxTrees(project.AddedFiles) };

    /// <summary>The same project as a program; one of its files has top-level statements.</summary>
    public GeneratedProject AsProgram()
    {
        var compilation = (CSharpCompilation)Compilation;
        return this with { Compilation = compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.ConsoleApplication)) };
    }

    /// <summary>The same project without the line that hides warnings in generated files.</summary>
    public GeneratedProject WithoutHiddenWarnings(CancellationToken cancellation)
    {
        const string hiding = "#pragma warning disable\n";
        SyntaxTree[] generated = [.. Result.GeneratedSources.Select(source => source.SyntaxTree)];
        SyntaxTree[] shown = [.. generated.AsParallel().WithCancellation(cancellation).Select(tree =>
        {
            string text = tree.GetText(cancellation).ToString();
            Assert.Contains(hiding, text, StringComparison.Ordinal);
            return tree.WithChangedText(SourceText.From(text.Replace(hiding, "", StringComparison.Ordinal)));
        })];
        return this with { Compilation = Compilation.RemoveSyntaxTrees(generated).AddSyntaxTrees(shown) };
    }
}
