namespace ConvGen;

/// <summary>
/// Local response normalisation (Krizhevsky, Sutskever and Hinton 2012): x / (k + alpha/size · Σ x²)^beta, summed over the neighbouring
/// channels at the same position; alpha is divided by the size, as in torch and ONNX.
/// </summary>
/// <param name="size">Channels of the sum: ⌊(size − 1)/2⌋ before and ⌈(size − 1)/2⌉ after each one, as far as there are.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LocalResponseNormAttribute(int size = 5) : LayerAttribute
{
    /// <summary>Channels of the sum.</summary>
    public int Size { get; } = size;

    /// <summary>The weight of the sum.</summary>
    public double Alpha { get; set; } = 1e-4;

    /// <summary>The exponent.</summary>
    public double Beta { get; set; } = 0.75;

    /// <summary>What the sum is added to; positive.</summary>
    public double K { get; set; } = 1;
}
