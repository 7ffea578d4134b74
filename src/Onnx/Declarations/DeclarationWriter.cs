using System.Text;
using ConvGen.Model;
using ConvGen.Model.Primitives;
using ConvGen.Model.Reading;

namespace ConvGen.Onnx.Declarations;

/// <summary>
/// Writes a declared network as a person would: a partial class with an attribute for each layer. It is the inverse of reading: what is
/// read from the text is the declaration again.
/// </summary>
public static class DeclarationWriter
{
    private const int MaxLine = 120;
    private const string Indent = "    ";

    /// <summary>Writes a network.</summary>
    /// <param name="network">The network. Members of its class are not written.</param>
    /// <param name="options">How it is written; <see langword="null"/> for the usual.</param>
    /// <returns>A file of C#.</returns>
    /// <exception cref="ArgumentException">The copies of a use differ in more than numbers.</exception>
    public static string Write(NetworkDeclaration network, DeclarationOptions? options = null)
    {
        options ??= new();
        var text = new StringBuilder();
        foreach (string line in options.Comment)
        {
            text.Append("// ").Append(OneLine(line)).Append('\n');
        }

        text.Append("using ConvGen;\n\n");
        if (network.Type.Namespace.Length > 0)
        {
            text.Append("namespace ").Append(network.Type.Namespace).Append(";\n\n");
        }

        string indent = string.Empty;
        foreach (string container in network.Type.ContainingTypes)
        {
            text.Append(indent).Append(container).Append('\n').Append(indent).Append("{\n");
            indent += Indent;
        }

        WriteClass(network, options.Summary, indent, text);
        for (int i = network.Type.ContainingTypes.Count; i > 0; i--)
        {
            indent = indent[Indent.Length..];
            text.Append(indent).Append("}\n");
        }

        return text.ToString();
    }

    private static void WriteClass(NetworkDeclaration network, string? summary, string indent, StringBuilder text)
    {
        var blocks = new BlockTexts(network.Type.Identifier, network.Layers);
        AttributeText[] layers = [.. network.Layers.Select(blocks.Write)];
        if (summary is not null)
        {
            text.Append(indent).Append("/// <summary>").Append(Documentation(summary)).Append("</summary>\n");
        }

        WriteLayers(layers, indent, text);
        foreach (AttributeText setting in Settings(network))
        {
            text.Append(indent).Append('[').Append(setting.Text).Append("]\n");
        }

        text.Append(indent).Append(network.Type.Accessibility).Append(" sealed partial class ").Append(network.Type.Identifier);
        if (blocks.Blocks.Count == 0)
        {
            text.Append(";\n");
            return;
        }

        text.Append('\n').Append(indent).Append('{');
        foreach (BlockText block in blocks.Blocks)
        {
            WriteBlock(block, indent + Indent, text);
        }

        text.Append(indent).Append("}\n");
    }

    private static void WriteBlock(BlockText block, string indent, StringBuilder text)
    {
        text.Append('\n').Append(indent).Append("[Block]\n");
        WriteLayers(block.Layers, indent, text);
        text.Append(indent).Append("internal sealed class ").Append(block.Name);
        if (block.Numbers.Count == 0)
        {
            text.Append(";\n");
            return;
        }

        text.Append('\n').Append(indent).Append("{\n");
        for (int index = 0; index < block.Numbers.Count; index++)
        {
            text.Append(indent).Append(Indent).Append("private const int ").Append(block.Numbers[index])
                .Append(" = BlockArgument.").Append(BlockPlaceholder.NameOf(index)).Append(";\n");
        }

        text.Append(indent).Append("}\n");
    }

    private static IEnumerable<AttributeText> Settings(NetworkDeclaration network)
    {
        foreach (EquatableArray<int> size in network.Sizes)
        {
            yield return new AttributeText("Size").AddAll(size);
        }

        if (network.Budget is { } budget)
        {
            yield return new AttributeText("Budget")
                .SetLimit("Parameters", budget.Parameters)
                .SetLimit("Macs", budget.Macs)
                .SetLimit("ArenaBytes", budget.ArenaBytes);
        }

        if (network.Pretrained is { } file)
        {
            yield return new AttributeText("Pretrained").AddAll([AttributeValue.Of(file)]);
        }

        if (network.Trainable)
        {
            yield return new AttributeText("Trainable").Set("InputGradient", network.InputGradient);
        }
    }

    private static void WriteLayers(IReadOnlyList<AttributeText> layers, string indent, StringBuilder text)
    {
        var line = new StringBuilder();
        for (int i = 0; i < layers.Count; i++)
        {
            if (layers[i].JoinsLine && line.Length > 0 && indent.Length + line.Length + layers[i].Text.Length < MaxLine)
            {
                line.Append(", ").Append(layers[i].Text);
                continue;
            }

            End();
            line.Append('[').Append(layers[i].Text);
        }

        End();

        void End()
        {
            if (line.Length > 0)
            {
                text.Append(indent).Append(line).Append("]\n");
                line.Clear();
            }
        }
    }

    // A comment ends with its line.
    private static string OneLine(string text) =>
        string.Concat(text.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter));

    private static string Documentation(string text) => OneLine(text)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
