using ConvGen.Fuzzing.Declarations;

namespace ConvGen.Fuzzing.Drawing;

/// <content>Activations.</content>
internal sealed partial class LayerDrawer
{
    private static readonly Dictionary<string, Func<LayerDrawer, Layer>> Activations = new()
    {
        ["Relu"] = _ => Layer.Of("Relu"),
        ["Relu6"] = _ => Layer.Of("Relu6"),
        ["LeakyRelu"] = draw => draw.Or("LeakyRelu", 0.3, () => draw._dice.Fraction(-0.5, 1)),
        ["Sigmoid"] = _ => Layer.Of("Sigmoid"),
        ["Tanh"] = _ => Layer.Of("Tanh"),
        ["PRelu"] = draw => draw.Maybe(Layer.Of("PRelu"), 0.5, "PerChannel", true),
        ["Elu"] = draw => draw.Or("Elu", 0.4, () => draw._dice.Fraction(0.2, 2)),
        ["Selu"] = draw => draw.Maybe(draw.Maybe(Layer.Of("Selu"), 0.4, "Alpha", draw._dice.Fraction(0.5, 2)), 0.4, "Gamma", draw._dice.Fraction(0.5, 2)),
        ["Celu"] = draw => draw.Or("Celu", 0.4, () => draw._dice.Fraction(0.3, 2)),
        ["Gelu"] = draw => draw.Maybe(Layer.Of("Gelu"), 0.5, "Approximate", GeluApproximation.Tanh),
        ["Silu"] = draw => draw.Maybe(Layer.Of("Silu"), 0.4, "Alpha", draw._dice.Fraction(0.3, 2)),
        ["Mish"] = _ => Layer.Of("Mish"),
        ["Softplus"] = draw => draw.Maybe(draw.Maybe(Layer.Of("Softplus"), 0.4, "Beta", draw._dice.Fraction(0.3, 2)), 0.4, "Threshold", draw._dice.Fraction(5, 25)),
        ["HardSigmoid"] = draw => draw.Maybe(draw.Maybe(Layer.Of("HardSigmoid"), 0.4, "Alpha", draw._dice.Fraction(0.1, 0.6)), 0.4, "Beta", draw._dice.Fraction(0.2, 0.8)),
        ["LogSigmoid"] = _ => Layer.Of("LogSigmoid"),
        ["HardTanh"] = draw => draw._dice.Chance(0.3) ? Layer.Of("HardTanh")
            : Layer.Of("HardTanh", draw._dice.Of(double.NegativeInfinity, -0.5, 0), draw._dice.Of(double.PositiveInfinity, 0.5, 2)),
        ["HardSwish"] = _ => Layer.Of("HardSwish"),
        ["Softsign"] = _ => Layer.Of("Softsign"),
        ["ThresholdedRelu"] = draw => draw.Or("ThresholdedRelu", 0.2, () => draw._dice.Fraction(-0.3, 0.6)),
        ["SoftShrink"] = draw => draw.Maybe(draw.Or("SoftShrink", 0.3, () => draw._dice.Fraction(0, 0.6)), 0.3, "Bias", draw._dice.Fraction(0, 0.5)),
        ["HardShrink"] = draw => draw.Or("HardShrink", 0.3, () => draw._dice.Fraction(0, 0.6)),
        ["TanhShrink"] = _ => Layer.Of("TanhShrink"),
        ["Exp"] = _ => Layer.Of("Exp"),
        ["Log"] = _ => Layer.Of("Log"),
        ["Sqrt"] = _ => Layer.Of("Sqrt"),
        ["Abs"] = _ => Layer.Of("Abs"),
        ["Neg"] = _ => Layer.Of("Neg"),
        ["Reciprocal"] = _ => Layer.Of("Reciprocal"),
        ["Pow"] = draw => Layer.Of("Pow", draw._dice.Of(0.0, 0.5, 1, 1.5, 2, 3, 4, -1)),
        ["Erf"] = _ => Layer.Of("Erf"),
        ["Floor"] = _ => Layer.Of("Floor"),
        ["Sin"] = _ => Layer.Of("Sin"),
        ["Cos"] = _ => Layer.Of("Cos"),
        ["Softmax"] = _ => Layer.Of("Softmax"),
        ["LogSoftmax"] = _ => Layer.Of("LogSoftmax"),
    };

    // Rather behind something positive: otherwise what they yield is NaN, and there is nothing to compare.
    private static readonly string[] OfPositives = ["Log", "Sqrt", "Reciprocal", "Pow"];

    /// <summary>A function that positive numbers have.</summary>
    public Layer OfPositive(int[] shape) => Of(_dice.Of<string>(OfPositives), shape);

    // Without its argument, or with one.
    private Layer Or(string kind, double without, Func<double> value) => _dice.Chance(without) ? Layer.Of(kind) : Layer.Of(kind, value());
}
