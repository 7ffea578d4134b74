namespace ConvGen.Numerics.Tests.Reference;

/// <summary>Functions of one number, and softmax.</summary>
internal static class Activations
{
    public static Result Relu(Tensor x) => LeakyRelu(x, 0);

    public static Result LeakyRelu(Tensor x, double slope) => Map(x, v => v > 0 ? v : slope * v, v => v > 0 ? 1 : slope) with
    {
        Margin = x.Values.Where(v => v != 0).Select(Math.Abs).DefaultIfEmpty(double.PositiveInfinity).Min(),
    };

    public static Result Relu6(Tensor x) => Map(x, v => Math.Min(Math.Max(v, 0), 6), v => v > 0 && v < 6 ? 1 : 0) with
    {
        Margin = x.Values.Where(v => v is not (0 or 6)).Select(v => Math.Min(Math.Abs(v), Math.Abs(v - 6))).DefaultIfEmpty(double.PositiveInfinity).Min(),
    };

    public static Result Sigmoid(Tensor x) => Map(x, Logistic, v => Logistic(v) * (1 - Logistic(v)));

    public static Result Tanh(Tensor x) => Map(x, Math.Tanh, v => 1 - Math.Tanh(v) * Math.Tanh(v));

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

    /// <summary>The places of all channels at one position, for each position of each example.</summary>
    public static void ForEachPosition(Tensor x, Action<int[]> body)
    {
        for (int example = 0; example < x.Examples; example++)
        {
            for (int position = 0; position < x.Positions; position++)
                body([.. Enumerable.Range(0, x.Channels).Select(channel => (example * x.Channels + channel) * x.Positions + position)]);
        }
    }

    private static Result Map(Tensor x, Func<double, double> function, Func<double, double> derivative) =>
        new(x.Select(function), gradient => [gradient.Zip(x, (g, v) => g * derivative(v))]);

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
}
