namespace ConvGen.Model.Layers.Structure;

/// <summary>What the elements of an example are. The values are those of the attribute's enumeration.</summary>
public enum ExampleElement
{
    /// <summary>Single precision.</summary>
    Float,

    /// <summary>0 to 255.</summary>
    Byte,
}

/// <summary>In which order the elements of an example lie. The values are those of the attribute's enumeration.</summary>
public enum ExampleLayout
{
    /// <summary>Channel after channel.</summary>
    Planar,

    /// <summary>Position after position, the channels of each side by side.</summary>
    Interleaved,
}
