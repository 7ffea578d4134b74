using static ConvGen.Onnx.Patterns.Be;

namespace ConvGen.Onnx.Patterns;

/// <summary>Bytes that are divided by their largest before anything else: the input is declared as bytes.</summary>
internal static class InputRules
{
    /// <summary>The largest byte.</summary>
    public const double MaxByte = 255;

    // An input, as it is or with its axes in another order.
    private static readonly Pattern Input = OneOf(Op("Transpose", Once(IsInput)), IsInput);

    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new(Op("Div", Named("x", Once(Input)), Number(MaxByte)), (found, last) => IsOfBytes(found)
            ? last with { Op = "DivideBytes", Inputs = [found["x"]] }
            : null),
    ];

    private static bool IsInput(string value, Matching matching) =>
        matching.Maker(value) is null && !matching.Constants.ContainsKey(value) && matching.Bind("input", value);

    private static bool IsOfBytes(Matching found) =>
        found.IsByteInput(found.Maker(found["x"]) is { } transposed ? transposed.Inputs[0] : found["x"]);
}
