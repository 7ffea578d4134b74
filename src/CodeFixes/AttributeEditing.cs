using System.Globalization;
using ConvGen.Model.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace ConvGen.CodeFixes;

/// <summary>Sets and removes an attribute's arguments, leaving all others as they are written.</summary>
internal static class AttributeEditing
{
    /// <summary>The attribute after the edits.</summary>
    public static AttributeSyntax Apply(AttributeSyntax attribute, SemanticModel semantics, IEnumerable<ArgumentEdit> edits)
    {
        if (semantics.GetSymbolInfo(attribute).Symbol is not IMethodSymbol constructor)
        {
            return attribute;
        }

        List<AttributeArgumentSyntax> arguments = [.. attribute.ArgumentList?.Arguments ?? default];
        foreach (ArgumentEdit edit in edits)
        {
            int Find() => arguments.FindIndex(argument => NameOf(argument, arguments, constructor) == edit.Argument);
            bool isList = constructor.Parameters.LastOrDefault() is { IsParams: true } last && last.Name == edit.Argument;
            if (edit.Value is not null && isList)
            {
                SetElements(arguments, constructor.Parameters.Length - 1, edit.Value, semantics);
            }
            else if (edit.Value is not null)
            {
                Set(arguments, Find(), edit.Argument, edit.Value);
            }

            // The elements of a params array are several arguments.
            for (int index; edit.Value is null && (index = Find()) >= 0;)
            {
                Remove(arguments, index, constructor);
            }
        }

        SyntaxToken comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        IEnumerable<SyntaxToken> commas = Enumerable.Repeat(comma, Math.Max(0, arguments.Count - 1));
        SeparatedSyntaxList<AttributeArgumentSyntax> list =
            attribute.ArgumentList is { } present && present.Arguments.Count == arguments.Count
            ? SyntaxFactory.SeparatedList(arguments, present.Arguments.GetSeparators())
            : SyntaxFactory.SeparatedList(arguments.Select(argument => argument.WithoutTrivia()), commas);
        return attribute.WithArgumentList((attribute.ArgumentList ?? SyntaxFactory.AttributeArgumentList()).WithArguments(list));
    }

    private static void Set(List<AttributeArgumentSyntax> arguments, int index, string name, string value)
    {
        ExpressionSyntax expression = SyntaxFactory.ParseExpression(value).WithAdditionalAnnotations(Simplifier.Annotation);
        if (index >= 0)
        {
            arguments[index] = arguments[index].WithExpression(expression.WithTriviaFrom(arguments[index].Expression));
            return;
        }

        AttributeArgumentSyntax argument = SyntaxFactory.AttributeArgument(expression);
        if (char.IsUpper(name[0]))
        {
            SyntaxTriviaList space = [SyntaxFactory.Space];
            SyntaxToken equals = SyntaxFactory.Token(space, SyntaxKind.EqualsToken, space);
            arguments.Add(argument.WithNameEquals(SyntaxFactory.NameEquals(SyntaxFactory.IdentifierName(name), equals)));
            return;
        }

        // The constructor's arguments stand before the properties.
        int end = arguments.FindIndex(present => present.NameEquals is not null);
        arguments.Insert(end < 0 ? arguments.Count : end, argument.WithNameColon(NameColon(name)));
    }

    // The elements of a params array are several arguments; those that do not change stay as they are written.
    private static void SetElements(List<AttributeArgumentSyntax> arguments, int first, string value, SemanticModel semantics)
    {
        ExpressionSyntax parsed = SyntaxFactory.ParseExpression(value);
        ExpressionSyntax[] elements = parsed is CollectionExpressionSyntax collection
            ? [.. collection.Elements.OfType<ExpressionElementSyntax>().Select(element => element.Expression.WithoutTrivia())]
            : [parsed];

        // Properties stand behind all elements.
        int end = arguments.FindIndex(argument => argument.NameEquals is not null);
        end = end < 0 ? arguments.Count : end;
        AttributeArgumentSyntax[] present = [.. arguments.Skip(first).Take(end - first)];
        AttributeArgumentSyntax Element(int i) =>
            i >= present.Length || present[i].NameColon is not null ? SyntaxFactory.AttributeArgument(elements[i])
            : IsSame(present[i].Expression, elements[i], semantics) ? present[i]
            : present[i].WithExpression(elements[i].WithTriviaFrom(present[i].Expression));
        arguments.RemoveRange(first, present.Length);
        arguments.InsertRange(first, elements.Select((_, i) => Element(i)));
    }

    // An expression that an earlier edit has written has no semantic model.
    private static bool IsSame(ExpressionSyntax written, ExpressionSyntax meant, SemanticModel semantics) =>
        SyntaxFactory.AreEquivalent(written, meant)
        || (written.SyntaxTree == semantics.SyntaxTree
            && semantics.GetConstantValue(written).Value is IFormattable number
            && number.ToString(null, CultureInfo.InvariantCulture) == meant.ToString());

    private static void Remove(List<AttributeArgumentSyntax> arguments, int index, IMethodSymbol constructor)
    {
        // Positional arguments after a gap need their names.
        for (int i = arguments.Count - 1; i > index; i--)
        {
            AttributeArgumentSyntax argument = arguments[i];
            if (argument is { NameColon: null, NameEquals: null } && NameOf(argument, arguments, constructor) is { } name)
            {
                arguments[i] = argument.WithNameColon(NameColon(name));
            }
        }

        arguments.RemoveAt(index);
    }

    private static string? NameOf(AttributeArgumentSyntax argument, List<AttributeArgumentSyntax> arguments, IMethodSymbol constructor)
    {
        int position = arguments.IndexOf(argument);
        return (argument.NameColon?.Name ?? argument.NameEquals?.Name)?.Identifier.ValueText
            ?? (position < constructor.Parameters.Length ? constructor.Parameters[position].Name
                : constructor.Parameters.LastOrDefault() is { IsParams: true } last ? last.Name
                : null);
    }

    private static NameColonSyntax NameColon(string name) => SyntaxFactory.NameColon(
        SyntaxFactory.IdentifierName(name), SyntaxFactory.Token(SyntaxKind.ColonToken).WithTrailingTrivia(SyntaxFactory.Space));
}
