namespace ConvGen.Model;

/// <summary>How the normal distribution of a Gelu is computed.</summary>
public enum GeluApproximation
{
    /// <summary>By the error function.</summary>
    None,

    /// <summary>By the hyperbolic tangent.</summary>
    Tanh,
}
