using ConvGen.Model;
using ConvGen.Model.Members;
using ConvGen.Model.Primitives;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvGen.Analyzers.Reading;

/// <summary>Reads the members that a network's class declares or inherits and that may collide with generated ones.</summary>
internal static class MemberReading
{
    // The folder of generated files, by the name of the generator.
    private const string GeneratorFolder = "ConvGen.Generator.NetworkGenerator";

    private static readonly SymbolDisplayFormat TitleFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeExplicitInterface,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeModifiers,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    private static readonly SymbolDisplayFormat InheritedFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: TitleFormat.GenericsOptions,
        memberOptions: TitleFormat.MemberOptions | SymbolDisplayMemberOptions.IncludeContainingType,
        parameterOptions: TitleFormat.ParameterOptions,
        miscellaneousOptions: TitleFormat.MiscellaneousOptions);

    /// <summary>The members with their locations; an inherited one has none in the class.</summary>
    /// <param name="type">The class.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    public static IEnumerable<(OwnMember Member, Location? Location)> Read(INamedTypeSymbol type, CancellationToken cancellation)
    {
        foreach (ISymbol symbol in type.GetMembers())
        {
            cancellation.ThrowIfCancellationRequested();
            if (!symbol.IsImplicitlyDeclared && Written(symbol) is { } written && Read(symbol, written, cancellation) is { } member)
            {
                yield return (member, Place(written, cancellation));
            }
        }

        HashSet<(string, EquatableArray<string>)> seen = [];
        for (INamedTypeSymbol? around = type.BaseType; around is { SpecialType: not SpecialType.System_Object }; around = around.BaseType)
        {
            foreach (ISymbol symbol in around.GetMembers().Where(member => !member.IsImplicitlyDeclared && IsSeen(member, type)))
            {
                if (Named(symbol, isInherited: true) is { } member && seen.Add((member.Name, member.Parameters)))
                {
                    yield return (member, null);
                }
            }
        }
    }

    /// <summary>The location of a symbol in the class's own source, as opposed to generated source.</summary>
    public static SyntaxReference? Written(ISymbol symbol) => symbol.DeclaringSyntaxReferences.FirstOrDefault(
        reference => Path.GetFileName(Path.GetDirectoryName(reference.SyntaxTree.FilePath)) != GeneratorFolder);

    private static OwnMember? Read(ISymbol symbol, SyntaxReference written, CancellationToken cancellation)
    {
        switch (symbol)
        {
            case IMethodSymbol { MethodKind: MethodKind.Constructor } constructor:
                string title = Title("Constructor", symbol, TitleFormat);
                return new(MemberKind.Constructor, string.Empty, Parameters(constructor.Parameters), title)
                {
                    CallsNoOther = written.GetSyntax(cancellation) is ConstructorDeclarationSyntax
                    {
                        Initializer: null or { RawKind: (int)SyntaxKind.BaseConstructorInitializer },
                    },
                };
            case IMethodSymbol { MethodKind: MethodKind.ExplicitInterfaceImplementation, AssociatedSymbol: null } method:
                return Implementation(symbol, method.ExplicitInterfaceImplementations.FirstOrDefault(), method.Parameters);
            case IPropertySymbol { ExplicitInterfaceImplementations.Length: > 0 } property:
                return Implementation(symbol, property.ExplicitInterfaceImplementations[0], property.Parameters);
            default:
                return Named(symbol, isInherited: false);
        }
    }

    private static OwnMember? Implementation(ISymbol symbol, ISymbol? implemented, IEnumerable<IParameterSymbol> parameters) =>
        implemented?.ContainingType is { } contract
            && contract.ContainingNamespace is { Name: "ConvGen" or "System", ContainingNamespace.IsGlobalNamespace: true }
            ? new(
                MemberKind.Implementation,
                $"{contract.Name}.{implemented.Name}",
                Parameters(parameters),
                Title("Implementation", symbol, TitleFormat))
            : null;

    private static OwnMember? Named(ISymbol symbol, bool isInherited)
    {
        (MemberKind Kind, string Word)? kind = symbol switch
        {
            IMethodSymbol { MethodKind: MethodKind.Ordinary } => (MemberKind.Method, "Method"),
            IPropertySymbol { IsIndexer: false } => (MemberKind.Property, "Property"),
            IFieldSymbol => (MemberKind.Field, "Field"),
            IEventSymbol => (MemberKind.Field, "Event"),
            INamedTypeSymbol => (MemberKind.Class, "Type"),
            _ => null,
        };
        bool isRequired = symbol is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };
        if (kind is not var (read, word) || !(isRequired || NetworkMembers.MayBe(symbol.Name)))
        {
            return null;
        }

        EquatableArray<string> parameters = symbol is IMethodSymbol method ? Parameters(method.Parameters) : [];
        string title = isInherited
            ? Title($"Inherited {word.ToLowerInvariant()}", symbol, InheritedFormat)
            : Title(word, symbol, TitleFormat);
        int arity = symbol switch
        {
            IMethodSymbol generic => generic.Arity,
            INamedTypeSymbol generic => generic.Arity,
            _ => 0,
        };
        return new(read, symbol.Name, parameters, title) { IsInherited = isInherited, TypeParameters = arity, IsRequired = isRequired };
    }

    private static EquatableArray<string> Parameters(IEnumerable<IParameterSymbol> parameters) => parameters
        .Select(parameter => $"{Reference(parameter.RefKind)}{parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}")
        .ToEquatableArray();

    private static string Reference(RefKind kind) => kind == RefKind.None ? string.Empty : $"{kind.ToString().ToLowerInvariant()} ";

    private static string Title(string word, ISymbol symbol, SymbolDisplayFormat format) => $"{word} '{symbol.ToDisplayString(format)}'";

    /// <summary>Whether a derived class can access a member.</summary>
    public static bool IsSeen(ISymbol member, INamedTypeSymbol type) => member.DeclaredAccessibility switch
    {
        Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal => true,
        Accessibility.Internal or Accessibility.ProtectedAndInternal =>
            member.ContainingAssembly.Equals(type.ContainingAssembly, SymbolEqualityComparer.Default),
        _ => false,
    };

    private static Location Place(SyntaxReference written, CancellationToken cancellation) => written.GetSyntax(cancellation) switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.GetLocation(),
        DelegateDeclarationSyntax type => type.Identifier.GetLocation(),
        MethodDeclarationSyntax method => method.Identifier.GetLocation(),
        ConstructorDeclarationSyntax constructor => constructor.Identifier.GetLocation(),
        PropertyDeclarationSyntax property => property.Identifier.GetLocation(),
        EventDeclarationSyntax property => property.Identifier.GetLocation(),
        VariableDeclaratorSyntax field => field.Identifier.GetLocation(),
        SyntaxNode other => other.GetLocation(),
    };
}
