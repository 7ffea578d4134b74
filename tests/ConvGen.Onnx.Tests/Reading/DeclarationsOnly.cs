using ConvGen.Model.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvGen.Onnx.Tests.Reading;

/// <summary>
/// Leaves of source what declares networks: the types with their attributes of ConvGen, and constants. That compiles without what else a
/// project refers to.
/// </summary>
internal sealed class DeclarationsOnly : CSharpSyntaxRewriter
{
    private static readonly HashSet<string> Names =
    [
        .. LayerReaders.Names, "Use", "Block", "Trainable", "Budget", "Size", "Pretrained",
    ];

    /// <summary>The declarations of a file.</summary>
    public static SyntaxTree Of(string source) =>
        CSharpSyntaxTree.Create((CSharpSyntaxNode)new DeclarationsOnly().Visit(CSharpSyntaxTree.ParseText(source).GetRoot())!);

    public override SyntaxNode? VisitUsingDirective(UsingDirectiveSyntax node) => node.Name?.ToString() == nameof(ConvGen) ? node : null;

    public override SyntaxNode? VisitExternAliasDirective(ExternAliasDirectiveSyntax node) => null;

    public override SyntaxNode? VisitGlobalStatement(GlobalStatementSyntax node) => null;

    public override SyntaxNode? VisitEnumDeclaration(EnumDeclarationSyntax node) => null;

    public override SyntaxNode? VisitDelegateDeclaration(DelegateDeclarationSyntax node) => null;

    public override SyntaxNode? VisitAttributeList(AttributeListSyntax node)
    {
        AttributeSyntax[] kept = [.. node.Attributes.Where(IsOurs)];
        return node.Target is not null || kept.Length == 0 ? null : node.WithAttributes(SyntaxFactory.SeparatedList(kept));
    }

    public override SyntaxNode? VisitClassDeclaration(ClassDeclarationSyntax node) =>
        Strip((ClassDeclarationSyntax)base.VisitClassDeclaration(node)!);

    public override SyntaxNode? VisitRecordDeclaration(RecordDeclarationSyntax node) =>
        Strip((RecordDeclarationSyntax)base.VisitRecordDeclaration(node)!);

    public override SyntaxNode? VisitStructDeclaration(StructDeclarationSyntax node) =>
        Strip((StructDeclarationSyntax)base.VisitStructDeclaration(node)!);

    public override SyntaxNode? VisitInterfaceDeclaration(InterfaceDeclarationSyntax node) =>
        Strip((InterfaceDeclarationSyntax)base.VisitInterfaceDeclaration(node)!);

    private static bool IsOurs(AttributeSyntax attribute) => Names.Contains(
        attribute.Name is GenericNameSyntax generic ? generic.Identifier.ValueText : attribute.Name.ToString());

    // Type parameters stay without their constraints, which may name what is not here.
    private static TypeDeclarationSyntax Strip(TypeDeclarationSyntax type) => type
        .WithBaseList(null)
        .WithParameterList(null)
        .WithConstraintClauses([])
        .WithMembers(SyntaxFactory.List(type.Members.Where(member => member is TypeDeclarationSyntax || IsConstant(member))));

    private static bool IsConstant(MemberDeclarationSyntax member) =>
        member is FieldDeclarationSyntax { Declaration.Type: PredefinedTypeSyntax } field && field.Modifiers.Any(SyntaxKind.ConstKeyword);
}
