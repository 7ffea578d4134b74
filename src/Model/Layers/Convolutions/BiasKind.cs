namespace ConvGen.Model.Layers.Convolutions;

/// <summary>Which biases a layer adds. The values are those of the attribute's enumeration.</summary>
public enum BiasKind
{
    /// <summary>One for each output channel or unit.</summary>
    PerChannel,

    /// <summary>None.</summary>
    None,

    /// <summary>One for each position of each output channel.</summary>
    PerUnit,
}
