using ConvGen.Onnx.Normalising;

namespace ConvGen.Onnx.Patterns;

/// <summary>Several operations that are one.</summary>
/// <param name="Pattern">The operations.</param>
/// <param name="Replace">The one, in the place of the last of them; <see langword="null"/> where it does not fit after all.</param>
internal sealed record Rule(Pattern Pattern, Func<Matching, Operation, Operation?> Replace)
{
    /// <summary>A rule that yields an operation of the value that is called x.</summary>
    public static Rule Unary(Pattern pattern, string op, Settings settings) =>
        new(pattern, (found, last) => last with { Op = op, Inputs = [found["x"]], Settings = settings });
}
