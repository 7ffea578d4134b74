namespace ConvGen.Numerics.Tests.Reference;

/// <summary>A bias for every output position: y[n, f, q] = layer(x)[n, f, q] + bias[f, q].</summary>
internal static class UnitBias
{
    /// <param name="layer">What the layer makes of its input without biases.</param>
    /// <param name="bias">[filters, spatial…].</param>
    public static Result Add(Result layer, Tensor bias)
    {
        int length = bias.Values.Length;
        Tensor y = Tensor.Of(layer.Output.Shape, layer.Output.Values.Select((value, i) => value + bias.Values[i % length]));
        return layer with
        {
            Output = y,
            Backward = gradient =>
            {
                Tensor byBias = Tensor.Like(bias);
                for (int i = 0; i < gradient.Values.Length; i++)
                    byBias.Values[i % length] += gradient.Values[i];
                return [.. layer.Backward(gradient), byBias];
            },
        };
    }
}
