using System.Text.RegularExpressions;

namespace ConvGen.Generator.Merging;

/// <summary>An emitted method.</summary>
/// <param name="Name">Its name, which no other method of its class has.</param>
/// <param name="Comment">The lines above it.</param>
/// <param name="Text">Attributes, signature and body.</param>
internal sealed record MethodText(string Name, string Comment, string Text)
{
    /// <summary>The name of a method where it is called.</summary>
    public static readonly Regex Call = new(@"(?<![\w.:])\w+(?=\()", RegexOptions.CultureInvariant);

    /// <summary>What may be methods that it calls.</summary>
    public IEnumerable<string> Calls => Call.Matches(Text).Cast<Match>().Select(match => match.Value);

    /// <summary>The method as it is written when it is not merged with others.</summary>
    public string Whole => Comment + Text;
}
