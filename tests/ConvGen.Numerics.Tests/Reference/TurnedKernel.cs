namespace ConvGen.Numerics.Tests.Reference;

/// <summary>Kernels turned by 180°: tap t of each changes places with tap Πk − 1 − t.</summary>
internal static class TurnedKernel
{
    /// <param name="weight">[…, kernel…].</param>
    /// <param name="taps">Taps of a kernel.</param>
    public static Tensor Of(Tensor weight, int taps) =>
        Tensor.Of(weight.Shape, Enumerable.Range(0, weight.Values.Length).Select(i => weight.Values[i - i % taps + taps - 1 - i % taps]));

    /// <summary>A layer run with turned kernels.</summary>
    public static Result Run(Tensor weight, int taps, Func<Tensor, Result> layer)
    {
        Result result = layer(Of(weight, taps));
        return result with
        {
            Backward = gradient =>
            {
                Tensor[] parts = result.Backward(gradient);
                parts[1] = Of(parts[1], taps);
                return parts;
            },
        };
    }
}
