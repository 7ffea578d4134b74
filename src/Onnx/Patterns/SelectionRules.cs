using ConvGen.Onnx.Normalising;
using static ConvGen.Onnx.Patterns.Be;

namespace ConvGen.Onnx.Patterns;

/// <summary>A part of a part is a part.</summary>
internal static class SelectionRules
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } = [new(Op("Slice", Once(Named("inner", Op("Slice", Any("x"))))), Joined)];

    private static Operation Joined(Matching found, Operation last)
    {
        Settings inner = found.Made("inner").Settings;
        int[] steps = inner.Ints("steps");
        Settings settings = new Settings()
            .With("starts", [.. inner.Ints("starts").Select((start, axis) => start + (last.Settings.Ints("starts")[axis] * steps[axis]))])
            .With("lengths", last.Settings.Ints("lengths"))
            .With("steps", [.. steps.Select((step, axis) => step * last.Settings.Ints("steps")[axis])]);
        return last with { Inputs = [found["x"]], Settings = settings };
    }
}
