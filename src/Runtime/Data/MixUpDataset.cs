using ConvGen.Engine;
using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// Weighted means of two examples of another data set (Zhang et al. 2018, mixup): λ·a + (1 − λ)·b for example a and another one, b, drawn
/// evenly, with λ drawn from the beta distribution Beta(α, α). Classes become probabilities: the target is a float for each class, λ at the
/// class of a plus 1 − λ at that of b. What is drawn depends on the seed, the epoch (<see cref="BeginEpoch"/>) and the index alone.
/// </summary>
/// <remarks>
/// For <see cref="SoftCrossEntropyLoss"/>, and others that take a float for each result; a class number cannot say two classes. Reads ahead
/// (<see cref="PrefetchedDataset"/>) go around this data set, not inside, where b is not the example that is read next.
/// </remarks>
public sealed class MixUpDataset : IDataset
{
    private readonly IDataset _source;
    private readonly double _alpha;
    private readonly ulong _seed;
    private readonly ScratchPool<Scratch> _scratch;
    private ulong _epochKey;

    /// <summary>Wraps a data set.</summary>
    /// <param name="source">The examples; their targets are class numbers.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="alpha">α: small numbers make most λ nearly 0 or 1, 1 makes all as probable, large ones make most nearly 1/2.</param>
    /// <param name="seed">Where the random numbers start.</param>
    /// <exception cref="ArgumentException">The data set is empty, or an example's target is not one number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">α is not positive and finite, or the number of classes is not positive.</exception>
    public MixUpDataset(IDataset source, int classes, double alpha = 0.2, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (source.Count < 1 || source.TargetLength != 1)
        {
            throw new ArgumentException(
                Invariant($"The data set has examples with one class each, not {source.Count} with {source.TargetLength} floats."),
                nameof(source));
        }

        _source = source;
        _alpha = Require.Positive(alpha, nameof(alpha));
        TargetLength = classes;
        _seed = RandomSource.Mix((uint)seed, 1);
        _epochKey = RandomSource.Mix(_seed, 0);
        _scratch = new ScratchPool<Scratch>(() => new Scratch(source.ExampleLength));
    }

    /// <inheritdoc/>
    public int Count => _source.Count;

    /// <inheritdoc/>
    public int ExampleLength => _source.ExampleLength;

    /// <inheritdoc/>
    /// <remarks>The number of classes.</remarks>
    public int TargetLength { get; }

    /// <inheritdoc/>
    public InputLayout? Layout => _source.Layout;

    /// <inheritdoc/>
    public bool CanReadConcurrently => _source.CanReadConcurrently;

    /// <inheritdoc/>
    public void BeginEpoch(int epoch, ReadOnlySpan<int> order)
    {
        _epochKey = RandomSource.Mix(_seed, (uint)epoch);
        _source.BeginEpoch(epoch, order);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="DataFormatException">The target of an example is not a class.</exception>
    public void Read(int index, Span<float> example, Span<float> target)
    {
        example = example[..ExampleLength];
        target = target[..TargetLength];
        Scratch scratch = _scratch.Rent();
        try
        {
            scratch.Random.Restart(RandomSource.Mix(_epochKey, (uint)index));
            int other = scratch.Random.NextBelow(Count);
            float share = (float)NextBeta(scratch.Random, _alpha);
            int first = ReadClass(index, example);
            int second = ReadClass(other, scratch.Other);
            for (int i = 0; i < example.Length; i++)
            {
                example[i] = share * example[i] + (1 - share) * scratch.Other[i];
            }

            target.Clear();
            target[first] = share;
            target[second] += 1 - share;
        }
        finally
        {
            _scratch.Return(scratch);
        }
    }

    /// <summary>
    /// From Beta(α, α): Jöhnk's method (1964) up to 1, above it a ratio of gamma variates by the method of Marsaglia and Tsang (2000).
    /// </summary>
    internal static double NextBeta(RandomSource random, double alpha)
    {
        if (alpha > 1)
        {
            double gamma = NextGamma(random, alpha);
            return gamma / (gamma + NextGamma(random, alpha));
        }

        while (true)
        {
            // As logarithms: powers of 1/α underflow where α is small.
            double x = Math.Log(1 - random.NextUniform()) / alpha;
            double y = Math.Log(1 - random.NextUniform()) / alpha;
            double largest = Math.Max(x, y);
            double logOfSum = largest + Math.Log(Math.Exp(x - largest) + Math.Exp(y - largest));
            if (logOfSum <= 0)
            {
                return Math.Exp(x - logOfSum);
            }
        }
    }

    private static double NextGamma(RandomSource random, double alpha)
    {
        double d = alpha - 1.0 / 3;
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = random.NextNormal();
            double root = 1 + c * x;
            double v = root * root * root;
            if (v > 0 && Math.Log(1 - random.NextUniform()) < x * x / 2 + d - d * v + d * Math.Log(v))
            {
                return d * v;
            }
        }
    }

    private int ReadClass(int index, Span<float> example)
    {
        Span<float> target = stackalloc float[1];
        _source.Read(index, example, target);
        return target[0] >= 0 && target[0] < TargetLength && target[0] == MathF.Floor(target[0])
            ? (int)target[0]
            : throw new DataFormatException(
                Invariant($"The target of example {index} is {target[0]}; classes are 0 to {TargetLength - 1}."));
    }

    private sealed class Scratch(int exampleLength)
    {
        public RandomSource Random { get; } = new(0);

        public float[] Other { get; } = new float[exampleLength];
    }
}
