namespace ConvGen.Model.Shapes;

/// <summary>How a window's padding is decided. The values are those of the attribute's enumeration.</summary>
public enum PaddingMode
{
    /// <summary>By the numbers given, 0 without any.</summary>
    Explicit,

    /// <summary>None.</summary>
    Valid,

    /// <summary>As much as gives o = ⌈i/s⌉, the odd one at the end.</summary>
    Same,

    /// <summary>As much as gives o = ⌈i/s⌉, the odd one at the beginning.</summary>
    SameLower,

    /// <summary>Every window that touches the input: effective kernel − 1 on both sides.</summary>
    Full,
}
