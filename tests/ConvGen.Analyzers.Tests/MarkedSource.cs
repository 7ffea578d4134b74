using Microsoft.CodeAnalysis.Text;

namespace ConvGen.Analyzers.Tests;

/// <summary>Source text in which [| and |] mark where diagnostics are expected.</summary>
internal sealed record MarkedSource(string Text, IReadOnlyList<TextSpan> Spans)
{
    private const string Begin = "[|";
    private const string End = "|]";

    /// <summary>Takes the marks out of a text.</summary>
    public static MarkedSource Parse(string marked)
    {
        List<TextSpan> spans = [];
        int begin;
        while ((begin = marked.IndexOf(Begin, StringComparison.Ordinal)) >= 0)
        {
            marked = marked.Remove(begin, Begin.Length);
            int end = marked.IndexOf(End, StringComparison.Ordinal);
            marked = marked.Remove(end, End.Length);
            spans.Add(TextSpan.FromBounds(begin, end));
        }

        return new(marked, spans);
    }
}
