using ConvGen.Onnx.Normalising;
using static ConvGen.Onnx.Patterns.Be;

namespace ConvGen.Onnx.Patterns;

/// <summary>Zeros around a map that only a convolution reads are the convolution's padding.</summary>
internal static class PaddingRules
{
    private static readonly Pattern Padded = Once(Named("pad", When("Pad", IsZeros, Any("x"))));

    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new(Op("Conv", Padded, Any("weight")), Joined),
        new(Op("Conv", Padded, Any("weight"), Any("bias")), Joined),
    ];

    private static bool IsZeros(Settings settings) => settings.Text("mode") == "constant" && settings.Real("value") == 0
        && settings.Ints("begin").Take(2).Concat(settings.Ints("end").Take(2)).All(pad => pad == 0)
        && settings.Ints("begin").Concat(settings.Ints("end")).All(pad => pad >= 0);

    private static Operation Joined(Matching found, Operation last)
    {
        Settings pad = found.Made("pad").Settings;
        int[] Sum(string side) => [.. last.Settings.Ints(side).Select((own, axis) => own + pad.Ints(side)[axis + 2])];
        Settings settings = new Settings()
            .With("kernel", last.Settings.Ints("kernel")).With("strides", last.Settings.Ints("strides"))
            .With("dilations", last.Settings.Ints("dilations")).With("group", last.Settings.Int("group"))
            .With("begin", Sum("begin")).With("end", Sum("end"));
        return last with { Inputs = [found["x"], .. last.Inputs.Skip(1)], Settings = settings };
    }
}
