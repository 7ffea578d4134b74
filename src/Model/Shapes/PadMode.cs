namespace ConvGen.Model.Shapes;

/// <summary>How padding is filled. The names are those of the runtime's enumeration.</summary>
public enum PadMode
{
    /// <summary>A constant.</summary>
    Constant,

    /// <summary>The map mirrored at its border positions, which are not repeated.</summary>
    Reflect,

    /// <summary>The border position, repeated.</summary>
    Replicate,

    /// <summary>The map from its other end.</summary>
    Circular,
}
