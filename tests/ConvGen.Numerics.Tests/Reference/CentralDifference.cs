namespace ConvGen.Numerics.Tests.Reference;

/// <summary>(f(x + h) − f(x − h)) / 2h in double precision.</summary>
internal static class CentralDifference
{
    private const double Step = 1e-6;

    /// <summary>The derivative by each of some numbers, which are as before on return.</summary>
    public static double[] Gradient(Func<double> function, double[] numbers)
    {
        double[] gradient = new double[numbers.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            double before = numbers[i];
            numbers[i] = before + Step;
            double above = function();
            numbers[i] = before - Step;
            double below = function();
            numbers[i] = before;
            gradient[i] = (above - below) / (2 * Step);
        }

        return gradient;
    }
}
