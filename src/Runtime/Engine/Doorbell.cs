using System.Diagnostics;

namespace ConvGen.Engine;

/// <summary>
/// A count that one thread raises and one other waits for, without allocating: the waiter spins for some microseconds, because
/// the next piece of a pass usually comes at once, and then parks in the kernel. It spins longer than waking from the kernel takes
/// (10 to 40 µs): with less, two threads that have once parked would go on to wake and park each other for good.
/// </summary>
/// <remarks>
/// Ring and wait agree on parking as in Dekker's algorithm: the ringer writes the count and then looks whether anybody is parked, the
/// waiter says that it parks and then looks at the count, and both exchanges are full fences, so at least one sees the other. Whoever takes
/// the parked flag back decides: taken by the ringer, the event is set and the waiter consumes it; taken by the waiter, it is not set.
/// </remarks>
internal sealed class Doorbell : IDisposable
{
    private const int SpinMicroseconds = 50;
    private const int YieldFraction = 10; // the first tenth of the time is not given away

    private readonly AutoResetEvent _event = new(false);
    private readonly long _spinTicks;
    private PaddedInt _rings;
    private PaddedInt _parked;

    /// <summary>Makes a doorbell.</summary>
    /// <param name="maySpin">False when a spinning waiter would keep the ringer from its processor.</param>
    public Doorbell(bool maySpin) => _spinTicks = maySpin ? SpinMicroseconds * Stopwatch.Frequency / 1_000_000 : 0;

    /// <summary>Whether the waiter sleeps in the kernel.</summary>
    public bool IsParked => Volatile.Read(ref _parked.Value) != 0;

    /// <summary>Raises the count by one and wakes the waiter. Everything written before is visible to it.</summary>
    public void Ring()
    {
        Interlocked.Increment(ref _rings.Value);
        if (Volatile.Read(ref _parked.Value) != 0 && Interlocked.Exchange(ref _parked.Value, 0) != 0)
        {
            _event.Set();
        }
    }

    /// <summary>Waits until the count is no longer the one last seen.</summary>
    /// <param name="seen">The count last seen; the new one on return.</param>
    public void Wait(ref int seen)
    {
        if (!Spin(seen))
        {
            Park(seen);
        }

        seen = Volatile.Read(ref _rings.Value);
    }

    public void Dispose() => _event.Dispose();

    /// <returns>Whether it rang in the meantime.</returns>
    private bool Spin(int seen)
    {
        if (Volatile.Read(ref _rings.Value) != seen)
        {
            return true;
        }

        if (_spinTicks == 0)
        {
            return false;
        }

        long start = Stopwatch.GetTimestamp();
        long elapsed = 0;
        do
        {
            // On a machine with other work the ringer may be waiting for this very processor.
            if (elapsed > _spinTicks / YieldFraction)
            {
                Thread.Yield();
            }

            // The clock is looked at once in a while only: reading it takes longer than one round.
            for (int i = 0; i < 16; i++)
            {
                Thread.SpinWait(4);
                if (Volatile.Read(ref _rings.Value) != seen)
                {
                    return true;
                }
            }

            elapsed = Stopwatch.GetTimestamp() - start;
        }
        while (elapsed < _spinTicks);

        return false;
    }

    private void Park(int seen)
    {
        Interlocked.Exchange(ref _parked.Value, 1);
        if (Volatile.Read(ref _rings.Value) != seen && Interlocked.Exchange(ref _parked.Value, 0) != 0)
        {
            return; // It rang in between, and the ringer will not set the event.
        }

        _event.WaitOne();
    }
}
