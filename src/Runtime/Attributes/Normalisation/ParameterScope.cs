#if CONVGEN_MODEL
namespace ConvGen.Model.Layers.Normalisation;
#else
namespace ConvGen;
#endif

/// <summary>What one number of a layer's parameters stands for.</summary>
public enum ParameterScope
{
    /// <summary>A channel, all of whose positions share it, or a feature.</summary>
    Channel,

    /// <summary>Everything: there is one number.</summary>
    Scalar,

    /// <summary>An element of an example: one position of one channel.</summary>
    Element,
}
