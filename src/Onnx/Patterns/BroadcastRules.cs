using ConvGen.Onnx.Normalising;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Patterns;

/// <summary>What is repeated along an axis only for arithmetic that repeats it anyhow is not repeated.</summary>
internal static class BroadcastRules
{
    private static readonly HashSet<string> Broadcasting = ["Add", "Div", "Max", "Min", "Mul", "Sub"];

    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } = [new(HasExpanded, WithoutExpanding)];

    private static bool HasExpanded(string value, Matching matching) =>
        matching.Maker(value) is { } maker && Broadcasting.Contains(maker.Op)
        && maker.Inputs.Any(input => matching.Maker(input)?.Op == "Expand");

    private static Operation? WithoutExpanding(Matching found, Operation last)
    {
        string[] inputs =
            [.. last.Inputs.Select(input => found.Maker(input) is { Op: "Expand" } expand ? expand.Inputs[0] : input)];
        int[] shape = Extents.Broadcast([.. inputs.Select(input => found.Shapes[input])]);
        return shape.SequenceEqual(found.Shapes[last.Output]) ? last with { Inputs = inputs } : null;
    }
}
