using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvGen.Fuzzing.Declarations;

/// <summary>Reads a declaration back from its text, as it is printed when it fails.</summary>
internal static class DeclarationReader
{
    /// <summary>The declaration whose text is given: some blocks, and the network as the last class.</summary>
    /// <exception cref="FormatException">There is no class.</exception>
    public static Declaration Read(string text)
    {
        ClassDeclarationSyntax[] classes = [.. CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()];
        if (classes.Length == 0)
            throw new FormatException("There is no class.");
        string network = classes[^1].Identifier.Text;
        return new(
            [.. LayersOf(classes[^1], network)],
            [.. classes[..^1].Select(block => new BlockDeclaration(
                Shorten(block.Identifier.Text, network), [.. LayersOf(block, network).Where(layer => layer.Kind != "Block")]))]);
    }

    private static IEnumerable<Layer> LayersOf(ClassDeclarationSyntax type, string network) =>
        type.AttributeLists.SelectMany(list => list.Attributes).Select(attribute => ReadLayer(attribute, network));

    private static Layer ReadLayer(AttributeSyntax attribute, string network)
    {
        string kind = attribute.Name is GenericNameSyntax { TypeArgumentList.Arguments: [var block] } generic
            ? $"{generic.Identifier.Text}<{Shorten(block.ToString(), network)}>"
            : attribute.Name.ToString();
        ImmutableArray<Argument> arguments = [.. (attribute.ArgumentList?.Arguments ?? []).Select(argument => new Argument(
            argument.NameColon?.Name.Identifier.Text ?? argument.NameEquals?.Name.Identifier.Text, argument.NameEquals is not null, Value(argument.Expression)))];
        return new(kind, arguments);
    }

    // Blocks are called after the network that uses them.
    private static string Shorten(string name, string network) => name.StartsWith(network, StringComparison.Ordinal) ? name[network.Length..] : name;

    private static object Value(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax { Token.Value: int or double or string or bool } literal => literal.Token.Value!,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } minus => Value(minus.Operand) switch
        {
            int number => -number,
            double number => -number,
            _ => new Code(expression.ToString()),
        },
        CollectionExpressionSyntax list => Array([.. list.Elements.OfType<ExpressionElementSyntax>().Select(element => Value(element.Expression))], expression),
        MemberAccessExpressionSyntax member => Member(member.Expression.ToString(), member.Name.Identifier.Text) ?? new Code(expression.ToString()),
        BinaryExpressionSyntax { Left: MemberAccessExpressionSyntax, Right: LiteralExpressionSyntax { Token.Value: int by } } product
            when Value(product.Left) is BlockNumber number => product.IsKind(SyntaxKind.MultiplyExpression) ? number with { Times = by } : number with { Over = by },
        _ => new Code(expression.ToString()),
    };

    private static object Array(object[] values, ExpressionSyntax expression) =>
        values.All(value => value is int) ? values.Cast<int>().ToArray()
        : values.All(value => value is int or double) ? values.Select(value => Convert.ToDouble(value, CultureInfo.InvariantCulture)).ToArray()
        : values.All(value => value is string) ? values.Cast<string>().ToArray()
        : new Code(expression.ToString());

    private static object? Member(string type, string name) => (type, name) switch
    {
        ("BlockArgument", "Input") => new Code("BlockArgument.Input"),
        ("BlockArgument", _) when name.StartsWith(BlockNumber.Prefix, StringComparison.Ordinal)
            && int.TryParse(name[BlockNumber.Prefix.Length..], CultureInfo.InvariantCulture, out int number) => new BlockNumber(number - 1),
        ("double", "NaN") => double.NaN,
        ("double", "PositiveInfinity") => double.PositiveInfinity,
        ("double", "NegativeInfinity") => double.NegativeInfinity,
        ("int", "MinValue") => int.MinValue,
        _ => typeof(LayerAttribute).Assembly.GetType($"ConvGen.{type}") is { IsEnum: true } choice && Enum.TryParse(choice, name, out object? value) ? value : null,
    };
}
