namespace ConvGen.Numerics.Tests.Reference;

/// <summary>y[m, …, n] = Σ_k a[m, …, k]·b[k, …, n], where either may be given with its first and last axis exchanged.</summary>
internal static class MatrixProduct
{
    public static int[] Shape(int[] a, int[] b, bool transposeFirst, bool transposeSecond) =>
        [transposeFirst ? a[^1] : a[0], .. a[1..^1], transposeSecond ? b[0] : b[^1]];

    public static Result Run(Tensor a, Tensor b, bool transposeFirst, bool transposeSecond)
    {
        Tensor y = new([a.Examples, .. Shape(a.Shape[1..], b.Shape[1..], transposeFirst, transposeSecond)]);
        ForEach((i, j, k) => y.Values[i] += a.Values[j] * b.Values[k]);
        return new(y, gradient =>
        {
            (Tensor byA, Tensor byB) = (Tensor.Like(a), Tensor.Like(b));
            ForEach((i, j, k) =>
            {
                byA.Values[j] += gradient.Values[i] * b.Values[k];
                byB.Values[k] += gradient.Values[i] * a.Values[j];
            });
            return [byA, byB];
        });

        void ForEach(Action<int, int, int> body)
        {
            int terms = transposeFirst ? a.Shape[1] : a.Shape[^1];
            foreach ((int[] index, int flat) in Index.All(y.Shape).Select((index, flat) => (index, flat)))
            {
                (int example, int row, int[] between, int column) = (index[0], index[1], index[2..^1], index[^1]);
                for (int term = 0; term < terms; term++)
                {
                    int[] left = transposeFirst ? [example, term, .. between, row] : [example, row, .. between, term];
                    int[] right = transposeSecond ? [example, column, .. between, term] : [example, term, .. between, column];
                    body(flat, Flat(left, a.Shape), Flat(right, b.Shape));
                }
            }
        }
    }

    private static int Flat(int[] index, int[] shape) => index.Zip(shape).Aggregate(0, (flat, each) => flat * each.Second + each.First);
}
