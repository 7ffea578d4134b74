using static System.FormattableString;

namespace ConvGen;

/// <summary>How a network is made and run.</summary>
public sealed record NetworkOptions
{
    private const int MaxThreads = 1024; // each is started, and has working memory of its own

    private readonly Initialization _initialization;
    private readonly int? _threads;
    private readonly int _maxVectorBits = 512;

    /// <summary>The defaults.</summary>
    public static NetworkOptions Default { get; } = new();

    /// <summary>Where the random initialisation of the parameters starts; the same seed gives the same network on every machine.</summary>
    public int Seed { get; init; }

    /// <summary>Which random numbers weights start from; by the activation that follows, unless told otherwise.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The initialisation is unknown.</exception>
    public Initialization Initialization
    {
        get => _initialization;
        init => _initialization = Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Initialization), Invariant($"There is no initialisation {(int)value}."));
    }

    /// <summary>
    /// How many threads one call uses; null, the default, stands for as many as there are physical cores. While other calls of the process
    /// run, it uses fewer, so that together they have as many as there are processors. Results do not depend on it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive, or above 1024.</exception>
    public int? Threads
    {
        get => _threads;
        init
        {
            if (value is { } threads)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1, nameof(Threads));
                ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, MaxThreads, nameof(Threads));
            }

            _threads = value;
        }
    }

    /// <summary>
    /// Computes every convolution by its definition, and every dense layer with its weights as they are. Otherwise 3×3 convolutions may
    /// take Winograd's algorithm, whose results differ from the definition's by a relative error of some 1e-5, large kernels Fourier
    /// transforms, which round as much as the definition does but differently, and dense layers that ask for
    /// <see cref="WeightPrecision.BFloat16"/> round their weights. With the definition an input affects the outputs whose windows hold it
    /// and no others, bit for bit, also where it is huge, infinite or NaN.
    /// </summary>
    public bool Exact { get; init; }

    /// <summary>The widest vectors to use, 128, 256 or 512 bits, when the processor has them; mostly for tests.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is another one.</exception>
    public int MaxVectorBits
    {
        get => _maxVectorBits;
        init
        {
            if (value is not (128 or 256 or 512))
            {
                throw new ArgumentOutOfRangeException(nameof(MaxVectorBits), Invariant($"Vectors have 128, 256 or 512 bits, not {value}."));
            }

            _maxVectorBits = value;
        }
    }
}
