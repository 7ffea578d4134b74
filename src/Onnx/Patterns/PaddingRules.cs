using ConvGen.Onnx.Normalising;
using static ConvGen.Onnx.Patterns.Be;

namespace ConvGen.Onnx.Patterns;

/// <summary>
/// Zeros around a map that only a convolution reads are the convolution's padding, and what is less than every number that of a maximum.
/// </summary>
internal static class PaddingRules
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new(Op("Conv", Padded(value => value == 0), Any("weight")), Joined),
        new(Op("Conv", Padded(value => value == 0), Any("weight"), Any("bias")), Joined),
        new(Op("MaxPool", Padded(value => value <= float.MinValue)), Joined),
    ];

    private static Pattern Padded(Func<double, bool> isValue) =>
        Once(Named("pad", When("Pad", settings => IsAround(settings, isValue), Any("x"))));

    private static bool IsAround(Settings settings, Func<double, bool> isValue) =>
        settings.Text("mode") == "constant" && isValue(settings.Real("value"))
        && settings.Ints("begin").Take(2).Concat(settings.Ints("end").Take(2)).All(pad => pad == 0)
        && settings.Ints("begin").Concat(settings.Ints("end")).All(pad => pad >= 0);

    private static Operation Joined(Matching found, Operation last)
    {
        Settings pad = found.Made("pad").Settings;
        int[] Sum(string side) => [.. last.Settings.Ints(side).Select((own, axis) => own + pad.Ints(side)[axis + 2])];
        Settings settings = new Settings()
            .With("kernel", last.Settings.Ints("kernel")).With("strides", last.Settings.Ints("strides"))
            .With("dilations", last.Settings.Ints("dilations")).With("begin", Sum("begin")).With("end", Sum("end"));
        string own = last.Op == "Conv" ? "group" : "ceil";
        settings = settings.With(own, last.Settings.Int(own));
        return last with { Inputs = [found["x"], .. last.Inputs.Skip(1)], Settings = settings };
    }
}
