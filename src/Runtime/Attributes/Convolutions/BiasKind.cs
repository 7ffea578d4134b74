#if CONVGEN_MODEL
namespace ConvGen.Model.Layers.Convolutions;
#else
namespace ConvGen;
#endif

/// <summary>Which biases a layer adds.</summary>
public enum BiasKind
{
    /// <summary>One for each output channel, which all its positions share, or for each unit of a dense layer.</summary>
    PerChannel,

    /// <summary>None.</summary>
    None,

    /// <summary>
    /// One for each position of each output channel, a tensor of the output's shape; for dense layers the same as <see cref="PerChannel"/>.
    /// </summary>
    PerUnit,
}
