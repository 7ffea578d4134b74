using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// Every context of a pool is in use, and as many calls wait for one as <see cref="NetworkPoolOptions.MaxQueueLength"/> allows: there is
/// more to do than the machine can. The same call may succeed later.
/// </summary>
public sealed class PoolFullException : InvalidOperationException
{
    internal PoolFullException(string pool, int contexts, int maxQueueLength)
        : base(Invariant($"All contexts of {pool} ({contexts}) are in use, and {maxQueueLength} calls wait for one, ")
            + "which is the most that MaxQueueLength allows; try again later.")
    {
    }
}
