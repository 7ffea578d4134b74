#if CONVGEN_MODEL
namespace ConvGen.Model.Layers.Structure;
#else
namespace ConvGen;
#endif

/// <summary>What the elements of an example are.</summary>
public enum InputElement
{
    /// <summary>Single precision.</summary>
    Float,

    /// <summary>0 to 255, of which the network sees x/255.</summary>
    Byte,
}
