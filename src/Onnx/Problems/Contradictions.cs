namespace ConvGen.Onnx.Problems;

/// <summary>
/// Exceptions of code that reads what a file claims: a node with fewer inputs, attributes or numbers than its operator has. Every such
/// claim cannot be checked by itself without writing the rules of each operator twice.
/// </summary>
internal static class Contradictions
{
    /// <summary>Whether an exception may come from a file that contradicts itself.</summary>
    public static bool Include(Exception error) => error
        is ArgumentException
        or ArithmeticException
        or IndexOutOfRangeException
        or InvalidOperationException
        or KeyNotFoundException;
}
