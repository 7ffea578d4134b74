namespace ConvGen.Generator.Loops;

/// <summary>What there is one learned number for.</summary>
internal enum ElementScaleKind
{
    /// <summary>Nothing is learned.</summary>
    None,

    /// <summary>Each channel.</summary>
    Channels,

    /// <summary>Each element of an example; packed as a value in blocks of 16 channels is.</summary>
    Elements,

    /// <summary>Each position of a set, shared by all channels and by the positions of the axes before.</summary>
    Positions,
}
