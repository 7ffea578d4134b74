namespace ConvGen.Generator.Merging;

/// <summary>An emitted method.</summary>
/// <param name="Name">Its name, which no other method of its class has.</param>
/// <param name="Comment">The lines above it.</param>
/// <param name="Text">Attributes, signature and body.</param>
internal sealed record MethodText(string Name, string Comment, string Text)
{
    /// <summary>What may be methods that it calls: names before a parenthesis that are no member of something.</summary>
    public IEnumerable<string> Calls
    {
        get
        {
            for (int open = Text.IndexOf('('); open >= 0; open = Text.IndexOf('(', open + 1))
            {
                int begin = open;
                while (begin > 0 && (char.IsLetterOrDigit(Text[begin - 1]) || Text[begin - 1] == '_'))
                {
                    begin--;
                }

                if (begin > 0 && begin < open && Text[begin - 1] is not '.' and not ':')
                {
                    yield return Text.Substring(begin, open - begin);
                }
            }
        }
    }

    /// <summary>The method as it is written when it is not merged with others.</summary>
    public string Whole => Comment + Text;
}
