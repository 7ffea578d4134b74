using System.Globalization;
using System.Text;

namespace ConvGen.Generator.Writing;

/// <summary>Writes indented C# text; a block closes itself when its scope is disposed.</summary>
/// <param name="wrapsAround">
/// Whether methods say that their integers wrap around, as they do by themselves in a project that does not check for overflow.
/// </param>
internal sealed class SourceWriter(bool wrapsAround = false)
{
    private const string IndentUnit = "    ";

    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _pendingBlank;

    /// <summary>Writes one line at the current indentation.</summary>
    public void Line(string text)
    {
        if (_pendingBlank)
        {
            _text.Append('\n');
            _pendingBlank = false;
        }

        for (int i = 0; i < _depth; i++)
        {
            _text.Append(IndentUnit);
        }

        _text.Append(text).Append('\n');
    }

    /// <summary>Writes several lines at the current indentation.</summary>
    public void Lines(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            Line(line);
        }
    }

    /// <summary>Writes more at the end of the last line.</summary>
    public void Continue(string text) => _text.Insert(_text.Length - 1, text);

    /// <summary>Writes lines of their own indentation, moved to the current one; blank lines stay empty.</summary>
    public void Text(string text)
    {
        foreach (string line in text.TrimEnd('\n').Split('\n'))
        {
            if (line.Length == 0)
            {
                Blank();
            }
            else
            {
                Line(line);
            }
        }
    }

    /// <summary>Separates what follows by one blank line; nothing is written when a block ends right after.</summary>
    public void Blank() => _pendingBlank = _text.Length > 0;

    /// <summary>Opens a block with a header and braces; disposing the result closes it with the given ending.</summary>
    public Scope Block(string header, string ending = "}")
    {
        Line(header);
        return Braces(ending);
    }

    /// <summary>
    /// Opens a method that computes the same, as fast, in a project that checks for overflow; disposing the result closes it.
    /// </summary>
    public Scope Method(string header)
    {
        Scope method = Block(header);
        if (!wrapsAround)
        {
            return method;
        }

        Block("unchecked");
        return new Scope(this, "}", levels: 2);
    }

    /// <summary>Opens a pair of braces; disposing the result closes it with the given ending.</summary>
    public Scope Braces(string ending = "}")
    {
        Line("{");
        _depth++;
        return new Scope(this, ending);
    }

    /// <summary>Indents what follows by one more level until disposed.</summary>
    public Scope Indent()
    {
        _depth++;
        return new Scope(this, null);
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    /// <summary>A float literal that reads back as the same value in every culture.</summary>
    public static string Literal(double value)
    {
        float single = (float)value;
        if (float.IsNaN(single))
        {
            return "float.NaN";
        }

        if (float.IsInfinity(single))
        {
            return single > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity";
        }

        return single.ToString("R", CultureInfo.InvariantCulture) + "f";
    }

    /// <summary>A string literal.</summary>
    public static string Quote(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);

    internal readonly struct Scope(SourceWriter writer, string? ending, int levels = 1) : IDisposable
    {
        public void Dispose()
        {
            for (int level = 0; level < levels; level++)
            {
                writer._depth--;
                writer._pendingBlank = false;
                if (ending is not null)
                {
                    writer.Line(ending);
                }
            }
        }
    }
}
