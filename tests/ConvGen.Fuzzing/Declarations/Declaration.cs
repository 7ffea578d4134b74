using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ConvGen.Fuzzing.Declarations;

/// <summary>A network as data, from which its text and its meaning are made.</summary>
/// <param name="Layers">The attributes of the class.</param>
/// <param name="Blocks">The blocks that it uses.</param>
internal sealed record Declaration(ImmutableArray<Layer> Layers, ImmutableArray<BlockDeclaration> Blocks)
{
    /// <summary>Whether it asks for the backward pass.</summary>
    public bool IsTrainable => Layers.Any(layer => layer.Kind == "Trainable");

    /// <summary>Every layer, those of blocks among them.</summary>
    public IEnumerable<Layer> All => Layers.Concat(Blocks.SelectMany(block => block.Layers));

    /// <summary>The classes as a user would write them.</summary>
    /// <param name="className">The network's name, with which those of its blocks begin.</param>
    public string Text(string className)
    {
        StringBuilder text = new();
        foreach (BlockDeclaration block in Blocks)
        {
            text.Append("[Block]\n");
            Write(block.Layers, $"public class {className}{block.Name};\n");
        }

        Write(Layers, $"public partial class {className};");
        return text.ToString();

        void Write(ImmutableArray<Layer> layers, string head)
        {
            foreach (Layer layer in layers)
            {
                string full = layer.Block is { } used ? layer.ToString().Replace($"<{used}>", $"<{className}{used}>", StringComparison.Ordinal) : layer.ToString();
                text.Append(CultureInfo.InvariantCulture, $"[{full}]\n");
            }

            text.Append(head);
            text.Append('\n');
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Text("Net");
}

/// <summary>A block.</summary>
/// <param name="Name">What its class's name ends in.</param>
/// <param name="Layers">The attributes of its class.</param>
internal sealed record BlockDeclaration(string Name, ImmutableArray<Layer> Layers);
