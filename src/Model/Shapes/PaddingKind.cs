namespace ConvGen.Model.Shapes;

/// <summary>How a window's padding is computed. The values are those of the attribute's enumeration.</summary>
public enum PaddingKind
{
    /// <summary>From the given numbers, 0 by default.</summary>
    Explicit,

    /// <summary>None.</summary>
    Valid,

    /// <summary>The padding that gives o = ⌈i/s⌉; an odd one is at the end.</summary>
    Same,

    /// <summary>The padding that gives o = ⌈i/s⌉; an odd one is at the beginning.</summary>
    SameLower,

    /// <summary>Every window that touches the input: effective kernel − 1 on both sides.</summary>
    Full,
}
