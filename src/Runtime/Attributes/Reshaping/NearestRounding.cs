#if CONVGEN_MODEL
namespace ConvGen.Model.Layers.Reshaping;
#else
namespace ConvGen;
#endif

/// <summary>Which position is the nearest to one between two.</summary>
public enum NearestRounding
{
    /// <summary>The one before, as in PyTorch.</summary>
    Floor,

    /// <summary>The one after.</summary>
    Ceiling,

    /// <summary>The nearest; halfway the one before.</summary>
    HalfDown,

    /// <summary>The nearest; halfway the one after.</summary>
    HalfUp,
}
