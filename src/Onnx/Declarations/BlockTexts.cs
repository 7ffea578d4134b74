using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;

namespace ConvGen.Onnx.Declarations;

/// <summary>
/// The classes of the blocks that a network uses. Uses whose layers differ in numbers only share one, unless they would have to say more
/// numbers than a person would read.
/// </summary>
internal sealed class BlockTexts
{
    private readonly string _network;
    private readonly Dictionary<UseLayer, string> _keys = [];
    private readonly List<UseLayer> _uses = [];
    private readonly Dictionary<UseLayer, BlockForm> _forms = [];
    private readonly Dictionary<UseLayer, AttributeText[][]> _copies = [];
    private readonly Dictionary<string, string> _namesByText = [];
    private readonly List<BlockText> _blocks = [];

    /// <summary>Looks which uses can share a block.</summary>
    /// <param name="network">The name of the network's class, which has the blocks nested in it.</param>
    /// <param name="layers">The layers of the network.</param>
    /// <exception cref="ArgumentException">The copies of a use differ in more than numbers.</exception>
    public BlockTexts(string network, IEnumerable<LayerDeclaration> layers)
    {
        _network = network;
        foreach (UseLayer use in layers.Select(layer => layer.Layer).OfType<UseLayer>())
        {
            _ = KeyOf(use);
        }
    }

    /// <summary>The blocks in the order in which they are needed.</summary>
    public IReadOnlyList<BlockText> Blocks => _blocks;

    /// <summary>The attribute of a layer or of a use.</summary>
    /// <exception cref="ArgumentException">The copies of a use differ in more than numbers.</exception>
    public AttributeText Write(LayerDeclaration declared) => Write(declared, isInner: false);

    private AttributeText Write(LayerDeclaration declared, bool isInner)
    {
        if (declared.Layer is not UseLayer use)
        {
            return LayerWriters.Write(declared);
        }

        BlockForm form = FormOf(use);
        var text = new AttributeText($"Use<{_network}.{NameOf(declared.Name, form)}>");

        // In a block the numbers of all uses have the same places.
        foreach (AttributeArgument argument in form.Say(_copies[use], isShort: !isInner))
        {
            _ = text.Add(argument);
        }

        return text
            .Set("Repeat", use.Copies.Count, 1)
            .Set("Tied", use.Tied)
            .Set("Name", declared.Name)
            .Set("From", declared.From)
            .Set("Share", declared.Share)
            .Set("Trainable", declared.Trainable, true);
    }

    private string KeyOf(UseLayer use)
    {
        if (_keys.TryGetValue(use, out string? known))
        {
            return known;
        }

        string[] keys = [.. use.Copies.Select(copy => string.Join("\n", copy.Select(KeyOf))).Distinct()];
        if (keys.Length != 1)
        {
            throw new ArgumentException(
                use.Copies.Count == 0 ? "A use has no copy of its block." : "The copies of a use differ in more than numbers.");
        }

        _keys.Add(use, keys[0]);
        _uses.Add(use);
        return keys[0];
    }

    private string KeyOf(LayerDeclaration layer) => layer.Layer is UseLayer use
        ? $"Use<{KeyOf(use)}>({use.Copies.Count}, {use.Tied}, {layer.Name}, {layer.From}, {layer.Share}, {layer.Trainable})"
        : LayerWriters.Write(layer).Key;

    private BlockForm FormOf(UseLayer use)
    {
        if (_forms.TryGetValue(use, out BlockForm? known))
        {
            return known;
        }

        UseLayer[] alike = [.. _uses.Where(other => _keys[other] == _keys[use])];
        BlockForm form = FormOf(alike);
        if (form.Numbers.Count > BlockForm.MaxReadable && alike.Length > 1)
        {
            alike = [use];
            form = FormOf(alike);
        }

        if (!form.Fits)
        {
            throw new ArgumentException("The copies of a use differ in more numbers than a block can take.");
        }

        foreach (UseLayer each in alike)
        {
            _forms[each] = form;
        }

        return form;
    }

    private BlockForm FormOf(UseLayer[] uses)
    {
        foreach (UseLayer use in uses.Where(use => !_copies.ContainsKey(use)))
        {
            _copies[use] = [.. use.Copies.Select(copy => copy.Select(layer => Write(layer, isInner: true)).ToArray())];
        }

        return BlockForm.Of(
            [.. uses.SelectMany(use => _copies[use])],
            [.. uses.SelectMany((use, index) => Enumerable.Repeat(index, use.Copies.Count))]);
    }

    private string NameOf(string? use, BlockForm form)
    {
        IReadOnlyList<AttributeText> layers = form.Write();
        string[] numbers = [.. form.Numbers.Select(number => number.Name)];
        string text = string.Join("\n", numbers.Concat(layers.Select(layer => layer.Text)));
        if (_namesByText.TryGetValue(text, out string? known))
        {
            return known;
        }

        layers = [.. layers.Select(layer => layer.With((argument, value) =>
            argument.IsName || value != AttributeValue.Of(UseLayer.BlockInput) ? value : AttributeValue.BlockInput))];
        string stem = Identifiers.Pascal(use ?? string.Empty, "") + "Block";
        string name = stem;
        for (int number = 2; _blocks.Any(block => block.Name == name) || name == _network; number++)
        {
            name = stem + NumberText.Plain(number);
        }

        _namesByText.Add(text, name);
        _blocks.Add(new(name, layers, numbers));
        return name;
    }
}
