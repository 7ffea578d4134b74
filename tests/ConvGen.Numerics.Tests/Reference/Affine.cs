namespace ConvGen.Numerics.Tests.Reference;

/// <summary>Numbers that values are multiplied by, or that are added to them: one for all, for each channel or for each element of an example.</summary>
internal static class Affine
{
    public static Result Scale(Tensor x, Tensor factors) => new(
        Tensor.Of(x.Shape, x.Values.Select((value, i) => value * factors.Values[Place(i, x, factors)])),
        gradient => [
            Tensor.Of(x.Shape, gradient.Values.Select((g, i) => g * factors.Values[Place(i, x, factors)])),
            Sum(x, factors, i => gradient.Values[i] * x.Values[i])]);

    public static Result Shift(Tensor x, Tensor numbers) => new(
        Tensor.Of(x.Shape, x.Values.Select((value, i) => value + numbers.Values[Place(i, x, numbers)])),
        gradient => [gradient, Sum(x, numbers, i => gradient.Values[i])]);

    /// <summary>The same with constants.</summary>
    public static Result Constant(Func<Tensor, Tensor, Result> run, Tensor x, double[] numbers)
    {
        Result result = run(x, Tensor.Of([numbers.Length], numbers));
        return result with { Backward = gradient => [result.Backward(gradient)[0]] };
    }

    private static Tensor Sum(Tensor x, Tensor numbers, Func<int, double> term)
    {
        Tensor sums = Tensor.Like(numbers);
        for (int i = 0; i < x.Values.Length; i++)
            sums.Values[Place(i, x, numbers)] += term(i);
        return sums;
    }

    private static int Place(int i, Tensor x, Tensor numbers) =>
        numbers.Values.Length == 1 ? 0 : numbers.Shape.Length == 1 ? i / x.Positions % x.Channels : i % numbers.Values.Length;
}
