namespace ConvGen.Generator.Program;

/// <summary>
/// The product of a, M×…×K, and b, K×…×N or transposed N×…×K: channels are rows, the width is columns, depth and height count matrices.
/// </summary>
/// <param name="layer">The layer that it belongs to.</param>
/// <param name="first">The first factor.</param>
/// <param name="second">The second factor.</param>
/// <param name="product">What is written.</param>
/// <param name="isSecondTransposed">Whether the second factor is N×…×K.</param>
/// <param name="accumulates">Whether it adds to what the product holds.</param>
internal sealed class MatrixProductOperation(
    string layer, Value first, Value second, Value product, bool isSecondTransposed, bool accumulates)
    : ValueOperation(layer, [first, second], product, accumulates)
{
    public Value First => first;

    public Value Second => second;

    public bool IsSecondTransposed => isSecondTransposed;

    /// <summary>Terms of each sum.</summary>
    public int Terms => first.Size.Width;
}
