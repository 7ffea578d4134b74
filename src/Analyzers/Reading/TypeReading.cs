using ConvGen.Model;
using ConvGen.Model.Members;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvGen.Analyzers.Reading;

/// <summary>Reads the class that declares a network and checks that a partial declaration can be added to it.</summary>
internal static class TypeReading
{
    private static readonly SymbolDisplayFormat NamespaceFormat = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary>The class, as far as generated code needs it.</summary>
    public static TypeIdentity Identify(INamedTypeSymbol type)
    {
        List<string> containing = [];
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            containing.Insert(0, $"partial {Keyword(outer)} {Escape(outer.Name)}");
        }

        string space = type.ContainingNamespace is { IsGlobalNamespace: false } named
            ? named.ToDisplayString(NamespaceFormat)
            : string.Empty;
        return new(space, containing.ToEquatableArray(), type.Name, SyntaxFacts.GetText(type.DeclaredAccessibility))
        {
            Identifier = Escape(type.Name),
        };
    }

    /// <summary>Reports why no partial declaration can be added, each problem at the identifier of the type that causes it.</summary>
    public static void Check(INamedTypeSymbol type, BaseTypeDeclarationSyntax? declaration, Action<Problem, Location?> report)
    {
        Location? own = declaration?.Identifier.GetLocation() ?? type.Locations.FirstOrDefault();
        if (Obstacle(type) is { } obstacle)
        {
            report(Problem.Of(ProblemIds.UnsupportedType, [type.Name, obstacle]), own);
        }

        foreach (ISymbol namesake in NamespaceAliases.All.SelectMany(each => type.ContainingNamespace.GetMembers(each.Alias)))
        {
            report(
                Problem.Of(ProblemIds.AliasTaken, [namesake.Name, type.Name]) with { Suggestion = $"Own{namesake.Name}" },
                namesake.Locations.FirstOrDefault(place => place.IsInSource));
        }

        for (INamedTypeSymbol? around = type; around is not null; around = around.ContainingType)
        {
            if (around.TypeParameters.Length > 0)
            {
                report(Problem.Of(ProblemIds.GenericType, [type.Name, around.Name]), Identifier(around, declaration) ?? own);
            }
        }

        for (BaseTypeDeclarationSyntax? around = declaration; around is not null; around = around.Parent as BaseTypeDeclarationSyntax)
        {
            if (around is EnumDeclarationSyntax || around.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                continue;
            }

            string[] arguments = [DeclarationName(around), around.Identifier.ValueText, type.Name];
            report(Problem.Of(ProblemIds.NotPartial, arguments), around.Identifier.GetLocation());
        }
    }

    private static string? Obstacle(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Class)
        {
            return type.TypeKind is TypeKind.Interface or TypeKind.Enum ? $"an {Keyword(type)}" : $"a {Keyword(type)}";
        }

        if (type.IsRecord)
        {
            return "a record";
        }

        if (type.IsStatic)
        {
            return "static";
        }

        if (type.IsAbstract)
        {
            return "abstract";
        }

        for (INamedTypeSymbol? around = type; around is not null; around = around.ContainingType)
        {
            // A second part would be in another file, which cannot see the type.
            if (around.IsFileLocal)
            {
                return "local to its file";
            }
        }

        // Generated constructors call the parameterless one.
        if (type.BaseType is { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error } parent
            && !parent.InstanceConstructors.Any(constructor =>
                constructor.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams)
                && MemberReading.IsSeen(constructor, type)))
        {
            return $"derived from '{parent.Name}', which has no constructor without parameters";
        }

        // Every other constructor would have to call the primary one, with arguments that only the author knows.
        bool primary = type.DeclaringSyntaxReferences
            .Any(reference => reference.GetSyntax() is ClassDeclarationSyntax { ParameterList: not null });
        return primary ? "declared with a primary constructor" : null;
    }

    private static Location? Identifier(INamedTypeSymbol type, BaseTypeDeclarationSyntax? declaration) => declaration?
        .AncestorsAndSelf()
        .OfType<BaseTypeDeclarationSyntax>()
        .FirstOrDefault(around => around.Identifier.ValueText == type.Name)?
        .Identifier.GetLocation();

    private static string DeclarationName(BaseTypeDeclarationSyntax declaration) => declaration switch
    {
        RecordDeclarationSyntax => "Record",
        StructDeclarationSyntax => "Struct",
        InterfaceDeclarationSyntax => "Interface",
        _ => "Class",
    };

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
        { IsRecord: true } => "record",
        { TypeKind: TypeKind.Struct } => "struct",
        { TypeKind: TypeKind.Interface } => "interface",
        { TypeKind: TypeKind.Enum } => "enum",
        { TypeKind: TypeKind.Delegate } => "delegate",
        _ => "class",
    };

    private static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;
}
