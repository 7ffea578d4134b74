#if CONVGEN_MODEL
namespace ConvGen.Model.Layers.Structure;
#else
namespace ConvGen;
#endif

/// <summary>In which order the elements of an example lie.</summary>
public enum InputLayout
{
    /// <summary>Channel after channel: C×H×W.</summary>
    Planar,

    /// <summary>Position after position, the channels of each side by side: H×W×C, as image libraries give pixels.</summary>
    Interleaved,
}
