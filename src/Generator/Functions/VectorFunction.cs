using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Functions;

/// <summary>
/// A mathematical function of one vector, emitted into the class of the target that uses it. Each is within 2 units in the last place of
/// the correctly rounded value, for every argument and with or without fused multiply-add, unless it says otherwise.
/// </summary>
/// <param name="name">What the method is called.</param>
/// <param name="comment">What it computes, for the reader of the emitted code.</param>
/// <param name="body">Writes the method's body; the argument is <c>x</c>.</param>
/// <param name="isLarge">
/// Whether it is called instead of inlined: a register block applies a function to each of its accumulators, and so many copies of a large
/// one would leave the JIT no registers for the block itself.
/// </param>
internal sealed partial class VectorFunction(
    string name, string comment, Action<SourceWriter, VectorTarget, ICodeLibrary> body, bool isLarge = false)
{
    public string Name => name;

    /// <summary>Makes the function available to a kernel, and writes its call.</summary>
    public string Call(VectorTarget target, ICodeLibrary library, string x)
    {
        library.Require(this, target);
        return $"{name}({x})";
    }

    /// <summary>Writes the function over vectors of the given width.</summary>
    public void Emit(SourceWriter writer, VectorTarget target, ICodeLibrary library)
    {
        writer.Line($"// {comment}");
        writer.Line(isLarge
            ? $"[{Names.MethodImpl}({Names.MethodImplOptions}.NoInlining | {Names.MethodImplOptions}.AggressiveOptimization)]"
            : $"[{Names.MethodImpl}({Names.MethodImplOptions}.AggressiveInlining)]");
        using SourceWriter.Scope method = writer.Method($"private static {target.Type} {name}({target.Type} x)");
        body(writer, target, library);
    }

    /// <summary>Writes a polynomial in <paramref name="x"/> by Horner's rule, as a new vector.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="t">The vector target.</param>
    /// <param name="name">The name of the vector.</param>
    /// <param name="x">The variable.</param>
    /// <param name="coefficients">The coefficients, that of the highest power first.</param>
    private static void WritePolynomial(SourceWriter writer, VectorTarget t, string name, string x, params double[] coefficients)
    {
        writer.Line($"{t.Type} {name} = {t.MultiplyAdd(t.Constant(coefficients[0]), x, t.Constant(coefficients[1]))};");
        foreach (double coefficient in coefficients.Skip(2))
        {
            writer.Line($"{name} = {t.MultiplyAdd(name, x, t.Constant(coefficient))};");
        }
    }

    /// <summary>x, but the least finite number for −∞, so that its product with a gate that is closed is 0, the limit.</summary>
    public static string Finite(VectorTarget t, string x) => t.Max(t.Constant(-float.MaxValue), x);

    private static string Select(VectorTarget t, string condition, string then, string otherwise) =>
        $"{t.Class}.ConditionalSelect({condition}, {then}, {otherwise})";

    private static string IntegerType(VectorTarget t) => t.TypeOf("int");
}
