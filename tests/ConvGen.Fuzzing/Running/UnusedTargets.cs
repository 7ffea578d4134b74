using ConvGen.Conformance.Running;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvGen.Fuzzing.Running;

/// <summary>Empties the methods of the vector targets that a network does not run on: compiling them takes most of the time.</summary>
internal sealed class UnusedTargets : CSharpSyntaxRewriter
{
    private static readonly (string Name, int Bits)[] Targets = [("Avx512", 512), ("Avx2", 256), ("Portable", 128)];

    private readonly string[] _unused;

    private UnusedTargets(int bits) => _unused = [.. Targets.Where(target => target.Bits != Available(bits)).Select(target => target.Name)];

    /// <summary>A generated file without the bodies of what does not run with vectors of a width.</summary>
    public static SyntaxNode Empty(SyntaxNode file, int bits) => new UnusedTargets(bits).Visit(file);

    /// <inheritdoc/>
    public override SyntaxNode? VisitClassDeclaration(ClassDeclarationSyntax node)
    {
        if (!_unused.Any(target => node.Identifier.Text.Contains(target, StringComparison.Ordinal)))
            return base.VisitClassDeclaration(node);
        BlockSyntax empty = (BlockSyntax)SyntaxFactory.ParseStatement("{ throw new global::System.NotSupportedException(); }\n");
        return node.ReplaceNodes(
            node.Members.OfType<MethodDeclarationSyntax>().Where(method => method.Body is not null), (method, _) => method.WithBody(empty));
    }

    // What the processor does not have, the next narrower stands for.
    private static int Available(int bits) => ChosenTarget.With(bits) switch
    {
        Engine.VectorTarget.Avx512 => 512,
        Engine.VectorTarget.Avx2 => 256,
        _ => 128,
    };
}
