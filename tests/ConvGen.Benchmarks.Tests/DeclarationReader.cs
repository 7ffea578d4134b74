namespace ConvGen.Benchmarks.Tests;

/// <summary>Reads a network's graph from the attributes of its class, which hold all settings; names come from its description.</summary>
internal static class DeclarationReader
{
    /// <summary>The layers in source order, the input first.</summary>
    /// <exception cref="NotSupportedException">Attributes and description do not match one to one.</exception>
    public static IReadOnlyList<DeclaredLayer> Read(INetwork network)
    {
        Attribute[] all = Attribute.GetCustomAttributes(network.GetType(), inherit: false);
        Attribute[] attributes = [.. all.Where(attribute => attribute is InputAttribute or LayerAttribute)];
        IReadOnlyList<LayerInfo> infos = network.Info.Layers;
        if (!attributes.Select(attribute => attribute.GetType().Name).SequenceEqual(infos.Select(info => info.Kind + "Attribute")))
        {
            throw new NotSupportedException($"The attributes of {network.Info.Name} are not its layers in order.");
        }

        var layers = new List<DeclaredLayer>();
        for (int i = 0; i < attributes.Length; i++)
        {
            layers.Add(new DeclaredLayer(attributes[i], infos[i], [.. Inputs(attributes[i], layers)]));
        }

        return layers;
    }

    private static IEnumerable<DeclaredLayer> Inputs(Attribute attribute, List<DeclaredLayer> above)
    {
        if (attribute is not LayerAttribute layer)
        {
            return [];
        }

        DeclaredLayer Find(string name) => above.Single(other => other.Info.Name == name);
        DeclaredLayer first = layer.From is null ? above[^1] : Find(layer.From);
        string[]? with = layer switch { AddAttribute add => add.With, ConcatAttribute concat => concat.With, _ => null };

        // One name joins what flows in; several are the whole list unless From asks for one more.
        return with is null ? [first]
            : with.Length == 1 || layer.From is not null ? [first, .. with.Select(Find)]
            : with.Select(Find);
    }
}
