namespace ConvGen;

/// <summary>
/// What normalisations by the statistics of each example have in common: they do the same in training and at inference, and an example's
/// result does not depend on the others of its batch.
/// </summary>
public abstract class NormalisationAttribute : LayerAttribute
{
    /// <summary>Added to the variance (or mean square), so that a constant does not divide by zero.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether the result is scaled (and shifted) by learned numbers.</summary>
    public bool Affine { get; set; } = true;
}
