namespace ConvGen.Model;

/// <summary>In which order the elements of an example lie. The values are those of the attribute's enumeration.</summary>
public enum ExampleLayout
{
    /// <summary>Channel after channel.</summary>
    Planar,

    /// <summary>Position after position, the channels of each side by side.</summary>
    Interleaved,
}
