namespace ConvGen.Numerics.Tests.Reference;

/// <summary>y[n, u] = bias[u] + Σ weight[u, i] · x[n, i] over the features i, or over a map flattened in C·D·H·W order.</summary>
internal static class DenseLayer
{
    public static Result Run(Tensor x, Tensor weight, Tensor? bias)
    {
        int units = weight.Shape[0], inputs = weight.Shape[1];
        Tensor y = new(x.Examples, units);
        for (int example = 0; example < x.Examples; example++)
        {
            for (int unit = 0; unit < units; unit++)
            {
                double sum = bias?.Values[unit] ?? 0;
                for (int i = 0; i < inputs; i++)
                    sum += weight.Values[unit * inputs + i] * x.Values[example * inputs + i];
                y.Values[example * units + unit] = sum;
            }
        }

        return new(y, gradient =>
        {
            Tensor byInput = Tensor.Like(x), byWeight = Tensor.Like(weight), byBias = new(units);
            for (int example = 0; example < x.Examples; example++)
            {
                for (int unit = 0; unit < units; unit++)
                {
                    double slope = gradient.Values[example * units + unit];
                    byBias.Values[unit] += slope;
                    for (int i = 0; i < inputs; i++)
                    {
                        byInput.Values[example * inputs + i] += slope * weight.Values[unit * inputs + i];
                        byWeight.Values[unit * inputs + i] += slope * x.Values[example * inputs + i];
                    }
                }
            }

            return bias is null ? [byInput, byWeight] : [byInput, byWeight, byBias];
        });
    }
}
