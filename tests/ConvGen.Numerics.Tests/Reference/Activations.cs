using ConvGen.Tests;

namespace ConvGen.Numerics.Tests.Reference;

/// <summary>Functions of one number, and softmax.</summary>
internal static class Activations
{
    public static Result Relu(Tensor x) => LeakyRelu(x, 0);

    public static Result LeakyRelu(Tensor x, double slope) => Map(x, v => v > 0 ? v : slope * v, v => v > 0 ? 1 : slope, 0);

    public static Result Relu6(Tensor x) => HardTanh(x, 0, 6);

    public static Result HardTanh(Tensor x, double least, double most) =>
        Map(x, v => Math.Min(Math.Max(v, least), most), v => v > least && v < most ? 1 : 0, least, most);

    /// <summary>x where positive, a learned slope times x elsewhere: one slope for each channel, or one for all.</summary>
    public static Result PRelu(Tensor x, Tensor slopes)
    {
        double Slope(int place) => slopes.Values[slopes.Values.Length == 1 ? 0 : place / x.Positions % x.Channels];
        return new(Tensor.Of(x.Shape, x.Values.Select((v, place) => v > 0 ? v : Slope(place) * v)), gradient =>
        {
            Tensor bySlope = Tensor.Like(slopes);
            for (int place = 0; place < x.Values.Length; place++)
                bySlope.Values[slopes.Values.Length == 1 ? 0 : place / x.Positions % x.Channels] += gradient.Values[place] * Math.Min(x.Values[place], 0);
            return [Tensor.Of(x.Shape, x.Values.Select((v, place) => gradient.Values[place] * (v > 0 ? 1 : Slope(place)))), bySlope];
        })
        {
            Margin = MarginTo(x, 0),
        };
    }

    public static Result ThresholdedRelu(Tensor x, double threshold) => Map(x, v => v > threshold ? v : 0, v => v > threshold ? 1 : 0, threshold);

    public static Result Shrink(Tensor x, double lambda, double bias) => Map(
        x, v => v > lambda ? v - bias : v < -lambda ? v + bias : 0, v => Math.Abs(v) > lambda ? 1 : 0, lambda, -lambda);

    public static Result HardSigmoid(Tensor x, double alpha, double beta) => Map(
        x, v => Math.Clamp(alpha * v + beta, 0, 1), v => alpha * v + beta is > 0 and < 1 ? alpha : 0, -beta / alpha, (1 - beta) / alpha);

    public static Result HardSwish(Tensor x) => Map(
        x, v => v * Math.Clamp(v / 6 + 0.5, 0, 1), v => v <= -3 ? 0 : v >= 3 ? 1 : v / 3 + 0.5, -3, 3);

    /// <summary>Elu, Selu and Celu: scale·x, or scale·alpha·(e^(rate·x) − 1).</summary>
    public static Result Elu(Tensor x, double alpha, double rate = 1, double scale = 1) => Map(
        x,
        v => scale * (v > 0 ? v : alpha * SpecialFunctions.ExpM1(rate * v)),
        v => scale * (v > 0 ? 1 : alpha * rate * Math.Exp(rate * v)),
        0);

    public static Result Gelu(Tensor x) => Map(
        x,
        v => v * (1 + SpecialFunctions.Erf(v / Math.Sqrt(2))) / 2,
        v => (1 + SpecialFunctions.Erf(v / Math.Sqrt(2))) / 2 + v * Math.Exp(-v * v / 2) / Math.Sqrt(2 * Math.PI));

    public static Result GeluTanh(Tensor x)
    {
        double root = Math.Sqrt(2 / Math.PI);
        double Inner(double v) => root * (v + 0.044715 * v * v * v);
        return Map(x, v => v / 2 * (1 + Math.Tanh(Inner(v))), v =>
        {
            double tanh = Math.Tanh(Inner(v));
            return (1 + tanh) / 2 + v / 2 * (1 - tanh * tanh) * root * (1 + 3 * 0.044715 * v * v);
        });
    }

    public static Result Silu(Tensor x, double alpha) => Map(
        x, v => v * Logistic(alpha * v), v => Logistic(alpha * v) + alpha * v * Logistic(alpha * v) * (1 - Logistic(alpha * v)));

    public static Result Mish(Tensor x) => Map(x, v => v * Math.Tanh(Soft(v)), v =>
    {
        double tanh = Math.Tanh(Soft(v));
        return tanh + v * (1 - tanh * tanh) * Logistic(v);
    });

    public static Result Softplus(Tensor x, double beta, double threshold) => Map(
        x, v => beta * v > threshold ? v : Soft(beta * v) / beta, v => beta * v > threshold ? 1 : Logistic(beta * v), threshold / beta);

    public static Result LogSigmoid(Tensor x) => Map(x, v => -Soft(-v), v => Logistic(-v));

    public static Result Softsign(Tensor x) => Map(x, v => v / (1 + Math.Abs(v)), v => Math.Pow(1 + Math.Abs(v), -2));

    public static Result TanhShrink(Tensor x) => Map(x, v => v - Math.Tanh(v), v => Math.Tanh(v) * Math.Tanh(v));

    public static Result Sigmoid(Tensor x) => Map(x, Logistic, v => Logistic(v) * (1 - Logistic(v)));

    public static Result Tanh(Tensor x) => Map(x, Math.Tanh, v => 1 - Math.Tanh(v) * Math.Tanh(v));

    public static Result Exp(Tensor x) => Map(x, Math.Exp, Math.Exp);

    public static Result Log(Tensor x) => Map(x, Math.Log, v => 1 / v);

    public static Result Sqrt(Tensor x) => Map(x, Math.Sqrt, v => 0.5 / Math.Sqrt(v));

    public static Result Abs(Tensor x) => Map(x, Math.Abs, v => Math.Sign(v), 0);

    public static Result Neg(Tensor x) => Map(x, v => -v, _ => -1);

    public static Result Reciprocal(Tensor x) => Map(x, v => 1 / v, v => -1 / (v * v));

    public static Result Pow(Tensor x, double exponent) => Map(x, v => Math.Pow(v, exponent), v => exponent == 0 ? 0 : exponent * Math.Pow(v, exponent - 1));

    public static Result Erf(Tensor x) => Map(x, SpecialFunctions.Erf, v => 2 / Math.Sqrt(Math.PI) * Math.Exp(-v * v));

    /// <summary>The largest integer that is not above x; its steps are its kinks.</summary>
    public static Result Floor(Tensor x)
    {
        Result result = Map(x, Math.Floor, _ => 0);
        return result with
        {
            Margin = x.Values.Select(v => Math.Abs(v - Math.Round(v))).Where(distance => distance != 0).DefaultIfEmpty(double.PositiveInfinity).Min(),
        };
    }

    public static Result Sin(Tensor x) => Map(x, Math.Sin, Math.Cos);

    public static Result Cos(Tensor x) => Map(x, Math.Cos, v => -Math.Sin(v));

    /// <summary>e^x over the sum of e^x of all channels, at each position.</summary>
    public static Result Softmax(Tensor x)
    {
        Tensor y = Tensor.Like(x);
        ForEachPosition(x, places =>
        {
            double largest = places.Max(place => x.Values[place]);
            double sum = places.Sum(place => Math.Exp(x.Values[place] - largest));
            foreach (int place in places)
                y.Values[place] = Math.Exp(x.Values[place] - largest) / sum;
        });
        return new(y, gradient =>
        {
            // ∂y_j/∂x_i = y_j · (δ_ij − y_i)
            Tensor byInput = Tensor.Like(x);
            ForEachPosition(x, places =>
            {
                foreach (int i in places)
                    byInput.Values[i] = places.Sum(j => gradient.Values[j] * y.Values[j] * ((i == j ? 1 : 0) - y.Values[i]));
            });
            return [byInput];
        });
    }

    /// <summary>x − ln Σ e^x over all channels, at each position.</summary>
    public static Result LogSoftmax(Tensor x)
    {
        Result softmax = Softmax(x);
        return new(softmax.Output.Select(Math.Log), gradient => softmax.Backward(gradient.Zip(softmax.Output, (g, y) => g / y)));
    }

    /// <summary>The places of all channels at one position, for each position of each example.</summary>
    public static void ForEachPosition(Tensor x, Action<int[]> body)
    {
        for (int example = 0; example < x.Examples; example++)
        {
            for (int position = 0; position < x.Positions; position++)
                body([.. Enumerable.Range(0, x.Channels).Select(channel => (example * x.Channels + channel) * x.Positions + position)]);
        }
    }

    // The function has no derivative at its kinks.
    private static Result Map(Tensor x, Func<double, double> function, Func<double, double> derivative, params double[] kinks) =>
        new(x.Select(function), gradient => [gradient.Zip(x, (g, v) => g * derivative(v))]) { Margin = MarginTo(x, kinks) };

    // A number that is exactly at a kink is there in single precision too.
    private static double MarginTo(Tensor x, params double[] kinks) => kinks
        .SelectMany(kink => x.Values.Select(v => Math.Abs(v - kink))).Where(distance => distance != 0).DefaultIfEmpty(double.PositiveInfinity).Min();

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    private static double Soft(double x) => Math.Max(x, 0) + SpecialFunctions.Log1P(Math.Exp(-Math.Abs(x)));
}
