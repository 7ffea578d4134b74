#if CONVGEN_MODEL
namespace ConvGen.Model.Shapes;
#else
namespace ConvGen;
#endif

/// <summary>What stands around a map where it is padded.</summary>
public enum PadMode
{
    /// <summary>A constant, zero unless a layer has a setting for it.</summary>
    Constant,

    /// <summary>The map mirrored at its border positions, which are not repeated: c b | a b c | b a.</summary>
    Reflect,

    /// <summary>The border position, repeated: a a | a b c | c c.</summary>
    Replicate,

    /// <summary>The map from its other end: b c | a b c | a b.</summary>
    Circular,
}
