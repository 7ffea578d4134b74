namespace ConvGen.Runtime.Tests.Training.Monitoring;

public class SingularValuesTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 7)]
    [InlineData(7, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 17)]
    [InlineData(17, 3)]
    [InlineData(33, 33)]
    [InlineData(40, 65)]
    public void ExtremesAreThoseOfAJacobiDecomposition(int rows, int columns)
    {
        var random = new Random(rows * 100 + columns);
        float[] matrix = [.. Enumerable.Range(0, rows * columns).Select(_ => 2 * random.NextSingle() - 1)];
        double[] expected = Jacobi(matrix, rows, columns);
        var (largest, smallest) = new SingularValues(rows, columns).Of(matrix);
        Assert.Equal(expected[0], largest, 1e-9 * expected[0]);
        Assert.Equal(expected[^1], smallest, 1e-7 * expected[0]);
    }

    [Fact]
    public void ValuesOfAKnownMatrixAreFound()
    {
        // A reflection of diag(5, 0.25, 2): its singular values are those of the diagonal.
        double[] v = [1 / 3.0, 2 / 3.0, 2 / 3.0];
        double[] diagonal = [5, 0.25, 2];
        float[] matrix = new float[9];
        for (int i = 0; i < 9; i++)
        {
            matrix[i] = (float)(((i / 3 == i % 3 ? 1 : 0) - 2 * v[i / 3] * v[i % 3]) * diagonal[i % 3]);
        }

        var (largest, smallest) = new SingularValues(3, 3).Of(matrix);
        Assert.Equal(5, largest, 1e-6);
        Assert.Equal(0.25, smallest, 1e-6);
    }

    [Fact]
    public void EqualRowsAreFlat()
    {
        var (largest, smallest) = new SingularValues(2, 3).Of([1, 2, 2, 1, 2, 2]);
        Assert.Equal(Math.Sqrt(18), largest, 1e-9);
        Assert.Equal(0, smallest, 1e-6);
    }

    [Fact]
    public void ZerosAndIdentitiesNeedNoReflection()
    {
        Assert.Equal((0.0, 0.0), new SingularValues(2, 2).Of([0, 0, 0, 0]));
        var (largest, smallest) = new SingularValues(3, 3).Of([1, 0, 0, 0, 1, 0, 0, 0, 1]);
        Assert.Equal(1, largest, 1e-12);
        Assert.Equal(1, smallest, 1e-12);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void WhatIsNoNumberHasNone(float value)
    {
        var (largest, smallest) = new SingularValues(2, 2).Of([1, value, 0, 1]);
        Assert.True(double.IsNaN(largest) && double.IsNaN(smallest));
    }

    [Fact]
    public void MemoryIsUsedAgain()
    {
        var values = new SingularValues(2, 2);
        values.Of([7, 1, 3, 9]);
        var (largest, smallest) = values.Of([3, 0, 0, 2]);
        Assert.Equal(3, largest, 1e-12);
        Assert.Equal(2, smallest, 1e-12);
    }

    /// <summary>All singular values, largest first: columns are turned in pairs until all stand at right angles (one-sided Jacobi, Hestenes 1958).</summary>
    private static double[] Jacobi(float[] matrix, int rows, int columns)
    {
        if (columns > rows)
        {
            float[] turned = [.. Enumerable.Range(0, matrix.Length).Select(i => matrix[i % rows * columns + i / rows])];
            return Jacobi(turned, columns, rows);
        }

        double[][] vectors = [.. Enumerable.Range(0, columns).Select(c => Enumerable.Range(0, rows).Select(r => (double)matrix[r * columns + c]).ToArray())];
        for (int sweep = 0; sweep < 60; sweep++)
        {
            for (int p = 0; p < columns; p++)
            {
                for (int q = p + 1; q < columns; q++)
                {
                    double product = Dot(vectors[p], vectors[q]);
                    if (product == 0)
                    {
                        continue;
                    }

                    double tau = (Dot(vectors[q], vectors[q]) - Dot(vectors[p], vectors[p])) / (2 * product);
                    double tangent = (tau >= 0 ? 1 : -1) / (Math.Abs(tau) + Math.Sqrt(1 + tau * tau));
                    double cosine = 1 / Math.Sqrt(1 + tangent * tangent);
                    double sine = cosine * tangent;
                    for (int r = 0; r < rows; r++)
                    {
                        (vectors[p][r], vectors[q][r]) = (
                            cosine * vectors[p][r] - sine * vectors[q][r], sine * vectors[p][r] + cosine * vectors[q][r]);
                    }
                }
            }
        }

        return [.. vectors.Select(vector => Math.Sqrt(Dot(vector, vector))).OrderDescending()];
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
