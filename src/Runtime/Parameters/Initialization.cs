namespace ConvGen;

/// <summary>
/// Which random numbers weights start from. Biases start at 0, scales at 1. All have mean 0; fans count inputs and outputs of a unit.
/// </summary>
public enum Initialization
{
    /// <summary><see cref="HeNormal"/> for weights that a rectifier follows, <see cref="XavierNormal"/> for the others.</summary>
    Auto,

    /// <summary>Normal with deviation √(2/fanIn) (He et al. 2015).</summary>
    HeNormal,

    /// <summary>Uniform up to √(6/fanIn), which has the same deviation.</summary>
    HeUniform,

    /// <summary>Normal with deviation √(2/(fanIn + fanOut)) (Glorot and Bengio 2010).</summary>
    XavierNormal,

    /// <summary>Uniform up to √(6/(fanIn + fanOut)), which has the same deviation.</summary>
    XavierUniform,
}
