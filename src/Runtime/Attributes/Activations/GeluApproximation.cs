#if CONVGEN_MODEL
namespace ConvGen.Model.Layers.Activations;
#else
namespace ConvGen;
#endif

/// <summary>How a function is computed that has a well-known approximation.</summary>
public enum GeluApproximation
{
    /// <summary>By its definition.</summary>
    None,

    /// <summary>By the hyperbolic tangent: Φ(x) as (1 + tanh(√(2/π)·(x + 0.044715·x³))) / 2.</summary>
    Tanh,
}
