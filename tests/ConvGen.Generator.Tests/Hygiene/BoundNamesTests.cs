using ConvGen.Generator.Tests.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvGen.Generator.Tests.Hygiene;

/// <summary>No name in emitted code can be taken for something of the user's, whatever is emitted.</summary>
public class BoundNamesTests
{
    // Words that are keywords only while nothing has their name.
    private static readonly HashSet<string> Weak = ["var", "nint", "nuint", "dynamic", "unmanaged", "notnull", "nameof", "_", "field", "await"];

    [Fact]
    public void EveryTypeIsNamedByAnAlias()
    {
        GeneratedProject project = DeclaredNetworks.Current;
        string[] found =
        [
            .. project.Result.GeneratedSources.AsParallel().WithCancellation(TestContext.Current.CancellationToken)
                .SelectMany(source => Open(project.Compilation, source.SyntaxTree).Select(name => $"{source.HintName}: {name.Parent}")),
        ];
        Assert.True(found.Length == 0, $"{found.Length} names, such as\n{string.Join('\n', found.Take(10))}");
    }

    [Theory]
    [InlineData("void M(float x) { x = Math.Abs(x); }", "Math")]
    [InlineData("void M(float x) { x = System.Math.Abs(x); }", "System")]
    [InlineData("void M(float x) { var y = x; }", "var")]
    [InlineData("string M(float x) => nameof(x);", "nameof")]
    [InlineData("Unsafe M() => default;", "Unsafe")]
    [InlineData("void M(Vector128<float> x) { }", "Vector128")]
    [InlineData("Cg::Vector128<float> M(float x) => Vector128.Create(x);", "Vector128")]
    [InlineData("Cg::Vector128<int> M(Cg::Vector128<float> x) => x.AsInt32();", "AsInt32")]
    [InlineData("Cg::Vector128<int> M(Cg::Vector128<float> x) => Cg::Vector128.AsInt32(x);")]
    [InlineData("[MethodImpl] void M() { }", "MethodImpl")]
    [InlineData("/// <exception cref=\"Exception\"/>\nvoid M() { }", "Exception")]
    [InlineData("void M<T>(T x) where T : unmanaged { }", "unmanaged")]
    public void OpenNamesAreFound(string member, params string[] expected)
    {
        const string Usings = "using System; using System.Runtime.CompilerServices; using System.Runtime.Intrinsics; using Cg = global::System.Runtime.Intrinsics;";
        Compilation compilation = UserProject.Current.Compile($"namespace N {{ {Usings} class C {{ {member} }} }}");
        SyntaxTree tree = Assert.Single(compilation.SyntaxTrees);
        Assert.Equal(expected, Open(compilation, tree).Where(name => name.FirstAncestorOrSelf<UsingDirectiveSyntax>() is null).Select(name => name.Identifier.ValueText));
    }

    private static IEnumerable<SimpleNameSyntax> Open(Compilation compilation, SyntaxTree tree)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        SemanticModel semantics = compilation.GetSemanticModel(tree);
        return Names(tree.GetRoot(cancellation)).Where(name => IsOpen(name, semantics, cancellation));
    }

    // Each name that begins an expression or a type, once in every kind of place: what one binds to, all others of a file bind to.
    private static IEnumerable<SimpleNameSyntax> Names(SyntaxNode root) => root
        .DescendantNodes(descendIntoTrivia: true)
        .OfType<SimpleNameSyntax>()
        .Where(name => name.Parent is not AliasQualifiedNameSyntax and not NameColonSyntax and not NameEqualsSyntax)
        .DistinctBy(name => (name.Identifier.ValueText, name.Parent!.Kind(), IsMember(name), Owner(name)));

    private static bool IsMember(SimpleNameSyntax name) =>
        (name.Parent is MemberAccessExpressionSyntax access && access.Name == name) || (name.Parent is QualifiedNameSyntax qualified && qualified.Right == name);

    private static bool IsOpen(SimpleNameSyntax name, SemanticModel semantics, CancellationToken cancellation)
    {
        if (Weak.Contains(name.Identifier.Text))
            return true;
        ISymbol? symbol = semantics.GetSymbolInfo(name, cancellation).Symbol;
        if (IsMember(name))
            return symbol is IMethodSymbol { ReducedFrom: not null };
        return symbol switch
        {
            INamespaceSymbol space => name.FirstAncestorOrSelf<BaseNamespaceDeclarationSyntax>(around => around.Name.Span.Contains(name.Span)) is null && !space.IsGlobalNamespace,

            // What is declared in the class, or in a class that only it can see.
            INamedTypeSymbol type => !IsEmitted(type),
            IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => !IsEmitted(constructor.ContainingType),
            _ => false,
        };
    }

    private static bool IsEmitted(INamedTypeSymbol type) =>
        type.ContainingType is not null && type.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal));

    private static string? Owner(SimpleNameSyntax name) => name.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.ValueText;
}
