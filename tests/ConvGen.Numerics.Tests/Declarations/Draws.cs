using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Numerics.Tests.Declarations;

/// <summary>Seeded numbers for inputs, gradients and parameters; all are exact in single precision.</summary>
internal sealed class Draws(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Numbers evenly from a range.</summary>
    public Tensor Uniform(double from, double to, params int[] shape) =>
        new Tensor(shape).Select(_ => (float)(from + (to - from) * _random.NextDouble()));

    /// <summary>A number for every parameter, of such a size that results stay near 1.</summary>
    public Dictionary<string, Tensor> Parameters(DeclaredNetwork network) =>
        network.Parameters.ToDictionary(parameter => parameter.Name, Draw);

    private Tensor Draw(DeclaredParameter parameter)
    {
        (double from, double to) = parameter.Kind switch
        {
            ParameterKind.Weight => Weights(parameter.Shape),
            ParameterKind.Scale => (0.5, 1.5),
            ParameterKind.Variance => (0.5, 2),
            ParameterKind.Codeword => (-1, 1),
            _ => (-0.5, 0.5),
        };
        return Uniform(from, to, parameter.Shape);
    }

    private static (double From, double To) Weights(int[] shape)
    {
        double bound = Math.Sqrt(3.0 / shape[1..].Aggregate(1, (a, b) => a * b));
        return (-bound, bound);
    }
}
