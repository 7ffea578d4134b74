namespace ConvGen.Model.Layers.Structure;

/// <summary>The type of the elements of an example. The values are those of the attribute's enumeration.</summary>
public enum ExampleElement
{
    /// <summary>Single precision.</summary>
    Float,

    /// <summary>0 to 255.</summary>
    Byte,
}

/// <summary>The order of the elements of an example. The values are those of the attribute's enumeration.</summary>
public enum ExampleLayout
{
    /// <summary>One channel after the other, as C×H×W.</summary>
    Planar,

    /// <summary>One position after the other, as H×W×C.</summary>
    Interleaved,
}
