using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Numerics.Tests.Declarations;

/// <summary>Activations.</summary>
internal sealed partial class DeclaredNetwork
{
    public DeclaredNetwork Relu(string? name = null, string? from = null) => Pointwise("Relu", [], name, from, Activations.Relu);

    public DeclaredNetwork Relu6(string? name = null, string? from = null) => Pointwise("Relu6", [], name, from, Activations.Relu6);

    public DeclaredNetwork LeakyRelu(double slope, string? name = null, string? from = null) =>
        Pointwise("LeakyRelu", [Number(slope)], name, from, x => Activations.LeakyRelu(x, slope));

    public DeclaredNetwork Sigmoid(string? name = null, string? from = null) => Pointwise("Sigmoid", [], name, from, Activations.Sigmoid);

    public DeclaredNetwork Tanh(string? name = null, string? from = null) => Pointwise("Tanh", [], name, from, Activations.Tanh);

    public DeclaredNetwork Softmax(string? name = null, string? from = null) => Pointwise("Softmax", [], name, from, Activations.Softmax);

    public DeclaredNetwork LogSoftmax(string? name = null, string? from = null) => Pointwise("LogSoftmax", [], name, from, Activations.LogSoftmax);

    public DeclaredNetwork PRelu(bool perChannel, string? name = null, string? from = null)
    {
        (string source, int[] shape) = Source(from);
        string own = name ?? NextName;
        DeclaredParameter slopes = new($"{own}.weight", [perChannel ? shape[0] : 1], ParameterKind.Scale);
        return Append(
            own, [source], "PRelu", perChannel ? ["PerChannel = true"] : [], shape, [slopes], (pass, inputs) => Activations.PRelu(inputs[0], pass.Parameters[slopes.Name]));
    }

    public DeclaredNetwork Elu(double alpha) => Pointwise("Elu", [Number(alpha)], null, null, x => Activations.Elu(x, alpha));

    public DeclaredNetwork Selu(double alpha, double gamma) =>
        Pointwise("Selu", [$"Alpha = {Number(alpha)}", $"Gamma = {Number(gamma)}"], null, null, x => Activations.Elu(x, alpha, scale: gamma));

    public DeclaredNetwork Celu(double alpha) => Pointwise("Celu", [Number(alpha)], null, null, x => Activations.Elu(x, alpha, 1 / alpha));

    public DeclaredNetwork Gelu() => Pointwise("Gelu", [], null, null, Activations.Gelu);

    public DeclaredNetwork GeluTanh() => Pointwise("Gelu", ["Approximate = GeluApproximation.Tanh"], null, null, Activations.GeluTanh);

    public DeclaredNetwork Silu(double alpha = 1) =>
        Pointwise("Silu", alpha == 1 ? [] : [$"Alpha = {Number(alpha)}"], null, null, x => Activations.Silu(x, alpha));

    public DeclaredNetwork Mish() => Pointwise("Mish", [], null, null, Activations.Mish);

    public DeclaredNetwork HardSigmoid(double alpha, double beta) =>
        Pointwise("HardSigmoid", [$"Alpha = {Number(alpha)}", $"Beta = {Number(beta)}"], null, null, x => Activations.HardSigmoid(x, alpha, beta));

    public DeclaredNetwork LogSigmoid() => Pointwise("LogSigmoid", [], null, null, Activations.LogSigmoid);

    public DeclaredNetwork HardTanh(double min, double max) =>
        Pointwise("HardTanh", [Limit(min), Limit(max)], null, null, x => Activations.HardTanh(x, min, max));

    public DeclaredNetwork HardSwish() => Pointwise("HardSwish", [], null, null, Activations.HardSwish);

    public DeclaredNetwork Softplus(double beta = 1, double threshold = 20) => Pointwise(
        "Softplus", [$"Beta = {Number(beta)}", $"Threshold = {Number(threshold)}"], null, null, x => Activations.Softplus(x, beta, threshold));

    public DeclaredNetwork Softsign() => Pointwise("Softsign", [], null, null, Activations.Softsign);

    public DeclaredNetwork ThresholdedRelu(double threshold) =>
        Pointwise("ThresholdedRelu", [Number(threshold)], null, null, x => Activations.ThresholdedRelu(x, threshold));

    public DeclaredNetwork SoftShrink(double lambda, double? bias = null) => Pointwise(
        "SoftShrink",
        bias is { } given ? [Number(lambda), $"Bias = {Number(given)}"] : [Number(lambda)],
        null,
        null,
        x => Activations.Shrink(x, lambda, bias ?? lambda));

    public DeclaredNetwork HardShrink(double lambda) => Pointwise("HardShrink", [Number(lambda)], null, null, x => Activations.Shrink(x, lambda, 0));

    public DeclaredNetwork TanhShrink() => Pointwise("TanhShrink", [], null, null, Activations.TanhShrink);

    public DeclaredNetwork Exp(string? name = null, string? from = null) => Pointwise("Exp", [], name, from, Activations.Exp);

    public DeclaredNetwork Log() => Pointwise("Log", [], null, null, Activations.Log);

    public DeclaredNetwork Sqrt() => Pointwise("Sqrt", [], null, null, Activations.Sqrt);

    public DeclaredNetwork Abs() => Pointwise("Abs", [], null, null, Activations.Abs);

    public DeclaredNetwork Neg() => Pointwise("Neg", [], null, null, Activations.Neg);

    public DeclaredNetwork Reciprocal() => Pointwise("Reciprocal", [], null, null, Activations.Reciprocal);

    public DeclaredNetwork Pow(double exponent) => Pointwise("Pow", [Number(exponent)], null, null, x => Activations.Pow(x, exponent));

    public DeclaredNetwork Erf() => Pointwise("Erf", [], null, null, Activations.Erf);

    public DeclaredNetwork Floor() => Pointwise("Floor", [], null, null, Activations.Floor);

    public DeclaredNetwork Sin() => Pointwise("Sin", [], null, null, Activations.Sin);

    public DeclaredNetwork Cos() => Pointwise("Cos", [], null, null, Activations.Cos);

    private static string Limit(double limit) =>
        double.IsPositiveInfinity(limit) ? "double.PositiveInfinity" : double.IsNegativeInfinity(limit) ? "double.NegativeInfinity" : Number(limit);
}
