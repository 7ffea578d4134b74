#if CONVGEN_MODEL
namespace ConvGen.Model.Layers.Pooling;
#else
namespace ConvGen;
#endif

/// <summary>What is taken of the values that are pooled together.</summary>
public enum PoolingKind
{
    /// <summary>The largest; the first of equal ones takes the gradient.</summary>
    Max,

    /// <summary>The mean.</summary>
    Average,
}
