namespace ConvGen.Numerics.Tests.Reference;

/// <summary>
/// Vectors of length 1: y = x/max(‖x‖, ε) with the norm of order 1 or 2 over the chosen axes of an example, counted from 0, the channels; without an
/// ε, 0 where the norm is 0.
/// </summary>
internal static class UnitVectors
{
    public static Result Run(Tensor x, NormKind kind, int[] axes, double epsilon)
    {
        int[][] vectors = [.. Index.All(x.Shape)
            .Select((index, place) => (Place: place, Vector: string.Join(',', index.Select((at, axis) => axis > 0 && axes.Contains(axis - 1) ? 0 : at))))
            .GroupBy(each => each.Vector, each => each.Place)
            .Select(places => places.ToArray())];
        double Length(int[] vector) => kind == NormKind.L1
            ? vector.Sum(place => Math.Abs(x.Values[place]))
            : Math.Sqrt(vector.Sum(place => x.Values[place] * x.Values[place]));
        Tensor y = Tensor.Like(x);
        foreach (int[] vector in vectors)
        {
            double length = Length(vector);
            foreach (int place in vector)
                y.Values[place] = length == 0 ? 0 : x.Values[place] / Math.Max(length, epsilon);
        }

        return new(y, gradient =>
        {
            Tensor byInput = Tensor.Like(x);
            foreach (int[] vector in vectors)
            {
                // By the quotient rule: the length depends on every element, unless ε is divided by.
                double length = Length(vector), divisor = Math.Max(length, epsilon);
                double byLength = length < epsilon ? 0 : -vector.Sum(place => gradient.Values[place] * x.Values[place]) / (divisor * divisor);
                foreach (int place in vector)
                {
                    double slope = kind == NormKind.L1 ? Math.Sign(x.Values[place]) : x.Values[place] / length;
                    byInput.Values[place] = divisor == 0 ? 0 : gradient.Values[place] / divisor + (byLength == 0 ? 0 : byLength * slope);
                }
            }

            return [byInput];
        })
        {
            Margin = vectors.Min(vector => Math.Min(
                epsilon == 0 ? double.PositiveInfinity : Math.Abs(Length(vector) - epsilon),
                kind == NormKind.L1 ? vector.Select(place => Math.Abs(x.Values[place])).Where(size => size > 0).DefaultIfEmpty(double.PositiveInfinity).Min() : double.PositiveInfinity)),
        };
    }
}
