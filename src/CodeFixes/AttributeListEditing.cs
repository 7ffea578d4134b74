using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvGen.CodeFixes;

/// <summary>
/// Moves and removes the attributes of a type. Comments go with the attribute that they stand beside; line breaks and indentation stay
/// where they are.
/// </summary>
internal static class AttributeListEditing
{
    /// <summary>The position of an attribute: the index of its list in the type, and its index in the list.</summary>
    public static (int List, int Index) PlaceOf(TypeDeclarationSyntax type, AttributeSyntax attribute)
    {
        int list = type.AttributeLists.IndexOf(found => found.Attributes.Contains(attribute));
        return (list, type.AttributeLists[list].Attributes.IndexOf(attribute));
    }

    /// <summary>The type with an attribute before an earlier one.</summary>
    public static TypeDeclarationSyntax MoveBefore(TypeDeclarationSyntax type, (int List, int Index) from, (int List, int Index) to)
    {
        SyntaxList<AttributeListSyntax> lists = type.AttributeLists;
        AttributeListSyntax source = lists[from.List], target = lists[to.List];
        if (source != target && source.Attributes.Count == 1)
        {
            return MoveListBefore(type, from.List, to.List);
        }

        List<Item> items = Items(source);
        Item moved = items[from.Index];
        items.RemoveAt(from.Index);
        if (source != target)
        {
            lists = lists.Replace(source, Arrange(source, items));
            items = Items(target);
        }

        items.Insert(to.Index, moved);
        return type.WithAttributeLists(lists.Replace(lists[to.List], Arrange(target, items)));
    }

    /// <summary>The type without an attribute.</summary>
    public static TypeDeclarationSyntax Remove(TypeDeclarationSyntax type, (int List, int Index) place)
    {
        SyntaxList<AttributeListSyntax> lists = type.AttributeLists;
        AttributeListSyntax list = lists[place.List];
        if (list.Attributes.Count > 1)
        {
            List<Item> items = Items(list);
            items.RemoveAt(place.Index);
            return type.WithAttributeLists(lists.Replace(list, Arrange(list, items)));
        }

        // An attribute on a line of its own is removed with the line; what is above it stays above what follows.
        SyntaxTriviaList above = list.GetLeadingTrivia(), behind = list.GetTrailingTrivia();
        SyntaxToken next = list.GetLastToken().GetNextToken();
        SyntaxTriviaList kept = EndsLine(behind) ? WithoutIndentation(above) : above;
        type = type.ReplaceToken(next, next.WithLeadingTrivia(Join(kept, next.LeadingTrivia)));
        lists = type.AttributeLists.RemoveAt(place.List);

        // After others on the same line it is the end of that line.
        if (place.List > 0 && EndsLine(behind) && !EndsLine(lists[place.List - 1].GetTrailingTrivia()))
        {
            lists = lists.Replace(lists[place.List - 1], lists[place.List - 1].WithTrailingTrivia(behind));
        }

        return type.WithAttributeLists(lists);
    }

    private static TypeDeclarationSyntax MoveListBefore(TypeDeclarationSyntax type, int from, int to)
    {
        AttributeListSyntax moved = type.AttributeLists[from], target = type.AttributeLists[to];
        SyntaxTriviaList above = target.GetLeadingTrivia();
        IEnumerable<SyntaxTrivia> own = moved.GetLeadingTrivia().SkipWhile(IsBlank);
        IEnumerable<SyntaxTrivia> indentation = EndsLine(moved.GetTrailingTrivia()) ? above.Skip(WithoutIndentation(above).Count) : [];

        // Comments above the class stay above it.
        SyntaxList<AttributeListSyntax> lists = type.AttributeLists
            .Replace(target, target.WithLeadingTrivia(indentation))
            .RemoveAt(from)
            .Insert(to, moved.WithLeadingTrivia(Join(above, own)));
        return type.WithAttributeLists(lists);
    }

    private static List<Item> Items(AttributeListSyntax list)
    {
        SeparatedSyntaxList<AttributeSyntax> attributes = list.Attributes;
        return [.. attributes.Select((attribute, i) => new Item(
            attribute,
            attribute.GetLeadingTrivia(),
            i < attributes.SeparatorCount
                ? Join(
                    Join(attribute.GetTrailingTrivia(), attributes.GetSeparator(i).LeadingTrivia),
                    attributes.GetSeparator(i).TrailingTrivia)
                : attribute.GetTrailingTrivia()))];
    }

    // Whitespace belongs to positions, everything else to attributes.
    private static AttributeListSyntax Arrange(AttributeListSyntax list, List<Item> items)
    {
        List<Item> places = Items(list);
        List<AttributeSyntax> attributes = [];
        List<SyntaxToken> commas = [];
        SyntaxTriviaList before = [];
        for (int i = 0; i < items.Count; i++)
        {
            bool isLast = i == items.Count - 1;
            Item place = places[isLast ? places.Count - 1 : Math.Min(i, places.Count - 1)];
            SyntaxTriviaList above = Choose(items[i].Above, places[Math.Min(i, places.Count - 1)].Above);
            SyntaxTriviaList behind = Choose(items[i].Behind, place.Behind);
            if (i > 0 && !EndsLine(before) && above.All(IsBlank))
            {
                above = [];
            }

            if (!isLast && behind.Count == 0)
            {
                behind = [SyntaxFactory.Space];
            }

            if (!isLast)
            {
                commas.Add(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(behind));
            }

            attributes.Add(items[i].Attribute.WithLeadingTrivia(above).WithTrailingTrivia(isLast ? behind : []));
            before = behind;
        }

        return list.WithAttributes(SyntaxFactory.SeparatedList(attributes, commas));
    }

    private static SyntaxTriviaList Choose(SyntaxTriviaList own, SyntaxTriviaList ofPlace) =>
        !own.All(IsBlank) ? own : ofPlace.All(IsBlank) ? ofPlace : [];

    private static SyntaxTriviaList WithoutIndentation(SyntaxTriviaList trivia) =>
        [.. trivia.Take(trivia.Count - trivia.Reverse().TakeWhile(part => part.IsKind(SyntaxKind.WhitespaceTrivia)).Count())];

    private static SyntaxTriviaList Join(IEnumerable<SyntaxTrivia> first, IEnumerable<SyntaxTrivia> second) => [.. first, .. second];

    private static bool EndsLine(SyntaxTriviaList trivia) => trivia.Any(SyntaxKind.EndOfLineTrivia);

    private static bool IsBlank(SyntaxTrivia trivia) => trivia.Kind() is SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia;

    /// <summary>An attribute with the trivia before it, and after it and its comma.</summary>
    private sealed class Item(AttributeSyntax attribute, SyntaxTriviaList above, SyntaxTriviaList behind)
    {
        public AttributeSyntax Attribute => attribute;

        public SyntaxTriviaList Above => above;

        public SyntaxTriviaList Behind => behind;
    }
}
