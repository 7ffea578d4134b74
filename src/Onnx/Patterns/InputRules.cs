using ConvGen.Onnx.Normalising;
using ConvGen.Onnx.Tensors;
using static ConvGen.Onnx.Patterns.Be;

namespace ConvGen.Onnx.Patterns;

/// <summary>
/// The first arithmetic on an input of bytes: these divided by their largest, a mean subtracted, and a standard deviation that divides. It
/// is how the input is declared.
/// </summary>
internal static class InputRules
{
    private const double MaxByte = 255;
    private const string Op = "Standardise";

    // An input, as it is or with its axes in another order.
    private static readonly Pattern Input = OneOf(Be.Op("Transpose", Once(IsInput)), IsInput);
    private static readonly Pattern Raw = Named("x", Once(Input));
    private static readonly Pattern Begun = Once(Named("begun", Be.Op(Op, Any("x"))));

    /// <summary>The rules, simpler ones first.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new(Be.Op("Div", Raw, Number(MaxByte)), (found, last) => IsOfBytes(found) ? With(last, found["x"], Plain.With("bytes", 1)) : null),
        new(Be.Op("Sub", Raw, Constant("c")), (found, last) => IsOfBytes(found) ? Centred(found, last, Plain) : null),
        new(Be.Op("Div", Raw, Constant("c")), (found, last) => IsOfBytes(found) ? Divided(found, last, Plain) : null),
        new(Be.Op("Sub", Begun, Constant("c")), (found, last) => Centred(found, last, found.Made("begun").Settings)),
        new(Be.Op("Div", Begun, Constant("c")), (found, last) => Divided(found, last, found.Made("begun").Settings)),
    ];

    private static Settings Plain => new Settings().With("bytes", 0).WithReals("mean", []).WithReals("std", []);

    private static bool IsInput(string value, Matching matching) =>
        matching.Maker(value) is null && !matching.Constants.ContainsKey(value) && matching.Bind("input", value);

    private static bool IsOfBytes(Matching found) =>
        found.IsByteInput(found.Maker(found["x"]) is { } transposed ? transposed.Inputs[0] : found["x"]);

    private static Operation? Centred(Matching found, Operation last, Settings before) =>
        before.Reals("mean").Length == 0 && before.Reals("std").Length == 0 && PerChannel(found, last) is { } mean
            ? With(last, found["x"], new Settings().With("bytes", before.Int("bytes")).WithReals("mean", mean).WithReals("std", []))
            : null;

    private static Operation? Divided(Matching found, Operation last, Settings before) =>
        before.Reals("std").Length == 0 && PerChannel(found, last) is { } std && std.All(IsStd)
            ? With(
                last,
                found["x"],
                new Settings().With("bytes", before.Int("bytes")).WithReals("mean", before.Reals("mean")).WithReals("std", std))
            : null;

    // One number, or one for each position of the axis of channels.
    private static double[]? PerChannel(Matching found, Operation last)
    {
        IReadOnlyList<int> shape = found.Shapes[last.Output];
        OnnxTensor constant = found.Constant("c");
        int missing = shape.Count - constant.Shape.Count;
        bool isSame = shape.Count > 1 && missing >= 0 && found.Shapes[found["x"]].SequenceEqual(shape);
        bool isOfChannels = isSame && constant.Length == shape[1] && missing <= 1 && constant.Shape[1 - missing] == shape[1];
        return isSame && (constant.Length == 1 || isOfChannels) && constant.Floats.All(float.IsFinite)
            ? [.. constant.Floats.Select(Decimals.Of)]
            : null;
    }

    private static bool IsStd(double std) => std > 0 && float.IsFinite((float)(1 / std));

    private static Operation With(Operation last, string x, Settings settings) => last with { Op = Op, Inputs = [x], Settings = settings };
}
