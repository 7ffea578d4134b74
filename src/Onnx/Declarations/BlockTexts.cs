using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;

namespace ConvGen.Onnx.Declarations;

/// <summary>
/// The classes of the blocks that a network uses. Uses of equal layers share one, and so do those that differ in what a use can say.
/// </summary>
internal sealed class BlockTexts
{
    private readonly string _network;
    private readonly ILookup<string, BlockForm> _forms;
    private readonly Dictionary<string, string> _namesByText = [];
    private readonly List<(string Name, IReadOnlyList<AttributeText> Layers)> _blocks = [];

    /// <summary>Looks which uses can share a block.</summary>
    /// <param name="network">The name of the network's class, which has the blocks nested in it.</param>
    /// <param name="layers">The layers of the network.</param>
    public BlockTexts(string network, IEnumerable<LayerDeclaration> layers)
    {
        _network = network;
        _forms = layers.Select(layer => layer.Layer).OfType<UseLayer>().Select(Form).OfType<BlockForm>().ToLookup(form => form.Key);
    }

    /// <summary>The blocks in the order in which they are needed.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<AttributeText> Layers)> Blocks => _blocks;

    /// <summary>The attribute of a layer or of a use.</summary>
    /// <exception cref="ArgumentException">The copies of a use differ in more than the stride of the first.</exception>
    public AttributeText Write(LayerDeclaration declared) =>
        declared.Layer is UseLayer use ? WriteUse(declared, use) : LayerWriters.Write(declared);

    private AttributeText WriteUse(LayerDeclaration declared, UseLayer use)
    {
        if (use.Copies.Count == 0)
        {
            throw new ArgumentException("A use has no copy of its block.");
        }

        if (Form(use) is { } form)
        {
            bool opensFilters = _forms[form.Key].Select(each => each.Filters).Distinct().Count() > 1;
            bool opensStride = _forms[form.Key].Select(each => each.Stride).Distinct().Count() > 1;
            return Use(
                declared,
                use,
                form.Write(opensFilters, opensStride),
                opensFilters ? form.Filters : null,
                opensStride && form.Stride > 1 ? form.Stride : null);
        }

        AttributeText[] first = [.. use.Copies[0].Select(Write)];
        int? stride = null;
        IReadOnlyList<AttributeText> layers = first;
        if (use.Copies.FirstOrDefault(copy => copy != use.Copies[0]) is { Count: > 0 } other)
        {
            layers = Merge(first, [.. other.Select(Write)], ref stride);
            if (use.Copies.Skip(1).Any(copy => copy != other))
            {
                throw Different();
            }
        }

        return Use(declared, use, layers, filters: null, stride);
    }

    private AttributeText Use(LayerDeclaration declared, UseLayer use, IReadOnlyList<AttributeText> layers, int? filters, int? stride) =>
        new AttributeText($"Use<{_network}.{NameOf(declared.Name, layers)}>")
            .Add(filters)
            .Parameter(AttributeArgument.Stride, stride)
            .Set("Repeat", use.Copies.Count, 1)
            .Set("Tied", use.Tied)
            .Set("Name", declared.Name)
            .Set("From", declared.From);

    // Of copies that are alike and have no uses in them.
    private static BlockForm? Form(UseLayer use) =>
        use.Copies.Distinct().Count() == 1 && use.Copies[0].All(layer => layer.Layer is not UseLayer)
            ? BlockForm.Of(use.Copies[0].Select(LayerWriters.Write))
            : null;

    private static List<AttributeText> Merge(AttributeText[] first, AttributeText[] others, ref int? stride)
    {
        if (first.Length != others.Length)
        {
            throw Different();
        }

        var merged = new List<AttributeText>();
        foreach ((AttributeText mine, AttributeText its) in first.Zip(others))
        {
            merged.Add(mine.InBlock(its, ref stride) ?? throw Different());
        }

        return merged;
    }

    private static ArgumentException Different() => new("The copies of a use differ in more than the stride of the first.");

    private string NameOf(string? use, IReadOnlyList<AttributeText> layers)
    {
        string text = string.Join("\n", layers.Select(layer => layer.Text));
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
        _blocks.Add((name, layers));
        return name;
    }
}
