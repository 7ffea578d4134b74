using System.Diagnostics.Metrics;

namespace ConvGen;

/// <summary>How a <see cref="NetworkPool{TNetwork}"/> is made.</summary>
public sealed record NetworkPoolOptions
{
    private readonly int? _maxContexts;
    private readonly int _maxQueueLength = 1024;

    /// <summary>The defaults.</summary>
    public static NetworkPoolOptions Default { get; } = new();

    /// <summary>
    /// The most contexts, which is how many calls run at the same time; null, the default, stands for as many as there are physical cores.
    /// They are made when they are needed. Each takes the memory of its feature maps (<see cref="NetworkInfo.ArenaBytes"/>).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public int? MaxContexts
    {
        get => _maxContexts;
        init
        {
            if (value is { } contexts)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(contexts, 1, nameof(MaxContexts));
            }

            _maxContexts = value;
        }
    }

    /// <summary>
    /// The most calls that wait for a context; further ones are refused with a <see cref="PoolFullException"/>. 1024 unless set; 0 lets no
    /// call wait.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public int MaxQueueLength
    {
        get => _maxQueueLength;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(MaxQueueLength));
            _maxQueueLength = value;
        }
    }

    /// <summary>Makes the meter <c>ConvGen</c>, on which the pool records its calls; null, the default, records nothing.</summary>
    public IMeterFactory? MeterFactory { get; init; }
}
