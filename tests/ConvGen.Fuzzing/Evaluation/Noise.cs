using ConvGen.Fuzzing.Definitions;
using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Fuzzing.Evaluation;

/// <summary>
/// Changes numbers as rounding to single precision may: what a definition makes of changed numbers is what a stable computation in single
/// precision may make of the right ones.
/// </summary>
/// <param name="seed">Where the random numbers start.</param>
/// <param name="exact">Whether nothing rounds more than by its definition.</param>
internal sealed class Noise(int seed, bool exact)
{
    // Some units of single precision: a layer rounds more than once, and sums round at every term.
    private const double Share = 8.0 / (1 << 24);

    private readonly Random _random = new(seed);

    /// <summary>Numbers that enter a layer, or leave it.</summary>
    public Tensor Round(Tensor numbers) => numbers.Select(value => value * (1 + Share * Unit()));

    /// <summary>The sum of two contributions to a gradient, rounded by the size of both.</summary>
    public Tensor Sum(Tensor first, Tensor second) => first.Zip(second, (a, b) => a + b + Share * (Math.Abs(a) + Math.Abs(b)) * Unit());

    /// <summary>What a layer has made of its first input.</summary>
    public Tensor RoundResult(Tensor numbers, Definition definition, Tensor input)
    {
        Tensor rounded = Round(numbers);
        return definition.IsDifference ? rounded.Zip(input, (value, term) => value + Share * term * Unit()) : rounded;
    }

    /// <summary>
    /// A gradient by the input of a layer: what is subtracted from all of a channel, such as a mean, is rounded once for all, by the size of what cancels, and a derivative that
    /// is computed from the layer's result, as y·(1 − y), has the rounding of that result.
    /// </summary>
    /// <param name="numbers">The gradient.</param>
    /// <param name="definition">The layer.</param>
    /// <param name="input">What the layer has read.</param>
    /// <param name="result">What it has yielded.</param>
    /// <param name="byResult">The gradient by that.</param>
    public Tensor RoundGradient(Tensor numbers, Definition definition, Tensor input, Tensor result, Tensor byResult)
    {
        Tensor rounded = Round(numbers);
        if (definition.DerivesFromResult)
        {
            double largest = byResult.Values.Max(Math.Abs);
            rounded = rounded.Zip(result, (value, y) => value + Share * Math.Min(1, Math.Abs(y)) * largest * Unit());
        }

        if (!definition.HasStatistics)
            return rounded;
        for (int channel = 0; channel < rounded.Channels; channel++)
        {
            // Terms as large as the gradient by the result times what the normalisation multiplies by cancel, more so the fewer positions there are.
            double terms = Largest(byResult, channel) * Range(result, channel) / Math.Max(double.Epsilon, Range(input, channel));
            double size = Share * Math.Max(Largest(numbers, channel), double.IsFinite(terms) ? terms : 0), common = size * Unit();
            for (int example = 0; example < rounded.Examples; example++)
            {
                foreach (ref double value in rounded.Map(example, channel))
                    value += common + size * Unit();
            }
        }

        return rounded;
    }

    private static double Largest(Tensor numbers, int channel) =>
        Enumerable.Range(0, numbers.Examples).Max(example => numbers.Map(example, channel).ToArray().Max(Math.Abs));

    private static double Range(Tensor numbers, int channel)
    {
        double[] values = [.. Enumerable.Range(0, numbers.Examples).SelectMany(example => numbers.Map(example, channel).ToArray())];
        return values.Max() - values.Min();
    }

    /// <summary>A tensor of a layer.</summary>
    public Tensor RoundWeights(Tensor numbers, Definition definition, TensorRole role)
    {
        // A few samples of what rounding by so much does hardly reach a bend, such as that of a rectifier, that the one true rounding passes.
        double share = role == TensorRole.Weight && !exact ? Math.Max(Share, 2 * definition.WeightRounding) : Share;
        return numbers.Select(value => value * (1 + share * Unit()));
    }

    /// <summary>What a layer has made of its inputs, or a gradient of its result, where its algorithm rounds by the size of all terms.</summary>
    public Tensor RoundFast(Tensor numbers, Definition definition, Tensor terms)
    {
        if (exact || definition.FastRounding == 0)
            return numbers;
        double size = definition.FastRounding * Math.Max(numbers.Values.Max(Math.Abs), terms.Values.Max(Math.Abs));
        return numbers.Select(value => value + size * Unit());
    }

    /// <summary>The gradient to a layer's weights, where it is summed by an algorithm that rounds by the size of all products.</summary>
    /// <param name="numbers">The gradient.</param>
    /// <param name="definition">The layer.</param>
    /// <param name="input">What the layer has read.</param>
    /// <param name="byResult">The gradient by what it has yielded.</param>
    public Tensor RoundFastWeights(Tensor numbers, Definition definition, Tensor input, Tensor byResult)
    {
        if (exact || definition.FastGradientRounding == 0)
            return numbers;
        double products = input.Values.Max(Math.Abs) * byResult.Values.Max(Math.Abs);
        double size = definition.FastGradientRounding * Math.Max(numbers.Values.Max(Math.Abs), products);
        return numbers.Select(value => value + size * Unit());
    }

    private double Unit() => 2 * _random.NextDouble() - 1;
}
