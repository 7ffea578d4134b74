namespace ConvGen.Model;

/// <summary>What the elements of an example are. The values are those of the attribute's enumeration.</summary>
public enum ExampleElement
{
    /// <summary>Single precision.</summary>
    Float,

    /// <summary>0 to 255.</summary>
    Byte,
}
