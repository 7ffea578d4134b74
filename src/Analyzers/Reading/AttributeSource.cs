using ConvGen.Model.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvGen.Analyzers.Reading;

/// <summary>Finds the source of an attribute's arguments.</summary>
internal static class AttributeSource
{
    /// <summary>The source of the first argument to blame that is written, else that of the attribute.</summary>
    public static Location? Locate(AttributeData attribute, Problem problem, CancellationToken cancellation)
    {
        if (Syntax(attribute, cancellation) is not { } syntax)
        {
            return null;
        }

        foreach (string blamed in problem.ArgumentsToBlame)
        {
            if (Argument(attribute, syntax, blamed, problem.Element) is { } argument)
            {
                return argument.GetLocation();
            }
        }

        return syntax.GetLocation();
    }

    /// <summary>The attribute as written.</summary>
    public static AttributeSyntax? Syntax(AttributeData attribute, CancellationToken cancellation) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;

    /// <summary>
    /// The argument for a constructor parameter or property, or one element of its array, or <see langword="null"/> when it is not written.
    /// </summary>
    public static SyntaxNode? Argument(AttributeData attribute, AttributeSyntax syntax, string name, int? element = null)
    {
        if (syntax.ArgumentList is not { } list)
        {
            return null;
        }

        int position = 0;
        List<AttributeArgumentSyntax> found = [];
        foreach (AttributeArgumentSyntax argument in list.Arguments)
        {
            string? written = (argument.NameColon?.Name ?? argument.NameEquals?.Name)?.Identifier.ValueText
                ?? ParameterName(attribute, position);
            position++;
            if (written == name)
            {
                found.Add(argument);
            }
        }

        if (found.Count == 0)
        {
            return null;
        }

        // Several arguments are the elements of a params array; a single one may be an array itself.
        if (element is { } index)
        {
            SyntaxNode? at = found.Count > 1 ? found.ElementAtOrDefault(index) : Element(found[0].Expression, index);
            return at ?? found[0];
        }

        return found[0];
    }

    private static string? ParameterName(AttributeData attribute, int position)
    {
        if (attribute.AttributeConstructor is not { Parameters.Length: > 0 } constructor)
        {
            return null;
        }

        IParameterSymbol last = constructor.Parameters[constructor.Parameters.Length - 1];
        return position < constructor.Parameters.Length ? constructor.Parameters[position].Name
            : last.IsParams ? last.Name
            : null;
    }

    private static SyntaxNode? Element(ExpressionSyntax expression, int index) => expression switch
    {
        CollectionExpressionSyntax collection when collection.Elements.All(item => item is ExpressionElementSyntax) =>
            collection.Elements.ElementAtOrDefault(index),
        ImplicitArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions.ElementAtOrDefault(index),
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions.ElementAtOrDefault(index),
        _ => null,
    };
}
