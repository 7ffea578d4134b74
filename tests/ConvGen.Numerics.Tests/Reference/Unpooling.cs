namespace ConvGen.Numerics.Tests.Reference;

/// <summary>torch's MaxUnpool: each value goes to where the first maximum of its window was; where several meet, the last stays.</summary>
internal static class Unpooling
{
    /// <param name="inputs">The values, what the pooling read, and its result.</param>
    /// <param name="window">The pooling's window.</param>
    public static Result Run(Tensor[] inputs, Window window)
    {
        (Tensor values, Tensor x, Tensor maxima) = (inputs[0], inputs[1], inputs[2]);
        Tensor y = Tensor.Like(x);
        int[] places = new int[values.Values.Length];
        for (int i = 0; i < places.Length; i++)
        {
            (int map, int output) = Math.DivRem(i, values.Positions);
            places[i] = window.ByOutput[output].Select(connection => map * x.Positions + connection.Input).First(cell => x.Values[cell] == maxima.Values[i]);
            y.Values[places[i]] = values.Values[i];
        }

        return new(y, gradient =>
        [
            Tensor.Of(values.Shape, places.Select(place => gradient.Values[place])), Tensor.Like(x), Tensor.Like(maxima),
        ]);
    }
}
