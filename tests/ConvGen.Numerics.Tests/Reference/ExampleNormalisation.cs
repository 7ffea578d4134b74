namespace ConvGen.Numerics.Tests.Reference;

/// <summary>
/// Normalisation of sets of elements of one example: y = scale·x̂ + shift with x̂ = (x − μ)/√(σ² + ε), or x/√(mean of x² + ε) without a mean.
/// </summary>
/// <param name="SetOf">The set that each place belongs to.</param>
/// <param name="ScaleOf">The place of the scale, and of the shift, for each place.</param>
/// <param name="IsCentred">Whether the mean is taken away.</param>
/// <param name="Epsilon">ε.</param>
internal sealed record ExampleNormalisation(Func<Tensor, int, int> SetOf, Func<Tensor, int, int> ScaleOf, bool IsCentred, double Epsilon)
{
    /// <summary>Over the last axes of an example, with a scale for each element of them.</summary>
    public static ExampleNormalisation OverLastAxes(int[] shape, int axes, bool isCentred, double epsilon)
    {
        int length = shape[^axes..].Aggregate(1, (product, extent) => product * extent);
        return new((_, place) => place / length, (_, place) => place % length, isCentred, epsilon);
    }

    /// <summary>Over neighbouring channels and all positions, with a scale for each channel.</summary>
    public static ExampleNormalisation OverChannels(int channels, double epsilon) => new(
        (x, place) => place / (channels * x.Positions), (x, place) => place / x.Positions % x.Channels, IsCentred: true, epsilon);

    /// <summary>Each position over its channels, with a scale for each channel.</summary>
    public static ExampleNormalisation OfPositions(bool isCentred, double epsilon) => new(
        (x, place) => place / (x.Channels * x.Positions) * x.Positions + place % x.Positions,
        (x, place) => place / x.Positions % x.Channels,
        isCentred,
        epsilon);

    /// <summary>Runs it; scale and shift may be missing.</summary>
    public Result Run(Tensor x, Tensor? scale, Tensor? shift)
    {
        int[][] sets = [.. Enumerable.Range(0, x.Values.Length).GroupBy(place => SetOf(x, place)).Select(set => set.ToArray())];
        Tensor normal = Tensor.Like(x), inverse = Tensor.Like(x);
        foreach (int[] set in sets)
        {
            double mean = IsCentred ? set.Average(place => x.Values[place]) : 0;
            double deviation = Math.Sqrt(set.Average(place => Math.Pow(x.Values[place] - mean, 2)) + Epsilon);
            foreach (int place in set)
            {
                normal.Values[place] = (x.Values[place] - mean) / deviation;
                inverse.Values[place] = 1 / deviation;
            }
        }

        double Scale(int place) => scale?.Values[ScaleOf(x, place)] ?? 1;
        double Shift(int place) => shift?.Values[ScaleOf(x, place)] ?? 0;
        return new(Tensor.Of(x.Shape, normal.Values.Select((v, place) => v * Scale(place) + Shift(place))), gradient =>
        {
            Tensor byInput = Tensor.Like(x);
            foreach (int[] set in sets)
            {
                double mean = IsCentred ? set.Average(place => gradient.Values[place] * Scale(place)) : 0;
                double product = set.Average(place => gradient.Values[place] * Scale(place) * normal.Values[place]);
                foreach (int place in set)
                    byInput.Values[place] = inverse.Values[place] * (gradient.Values[place] * Scale(place) - mean - normal.Values[place] * product);
            }

            List<Tensor> all = [byInput];
            if (scale is not null)
                all.Add(Gather(x, scale, place => gradient.Values[place] * normal.Values[place]));
            if (shift is not null)
                all.Add(Gather(x, shift, place => gradient.Values[place]));
            return [.. all];
        });
    }

    private Tensor Gather(Tensor x, Tensor like, Func<int, double> term)
    {
        Tensor sums = Tensor.Like(like);
        for (int place = 0; place < x.Values.Length; place++)
            sums.Values[ScaleOf(x, place)] += term(place);
        return sums;
    }
}
