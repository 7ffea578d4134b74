using System.Diagnostics;

namespace ConvGen.Engine;

/// <summary>
/// How many calls of this process are at work that several threads could share, of whatever networks and contexts. Together they are to
/// have as many threads as there are processors: with more, each would wait for threads that have none.
/// </summary>
/// <remarks>
/// Where calls have met, others will soon: for a while after that the only one leaves room for a second. Between its calls a server reads
/// requests and writes answers, which need processors too.
/// </remarks>
internal static class RunningCalls
{
    private const int RoomMilliseconds = 20;

    private static readonly long RoomTicks = RoomMilliseconds * Stopwatch.Frequency / 1_000;

    private static PaddedInt _count;
    private static long _roomUntil; // 0 where none is left

    /// <summary>A call has come to work that could be shared.</summary>
    public static void Begin() => Interlocked.Increment(ref _count.Value);

    /// <summary>Such a call has ended.</summary>
    public static void End()
    {
        if (Interlocked.Decrement(ref _count.Value) > 0)
        {
            Volatile.Write(ref _roomUntil, Stopwatch.GetTimestamp() + RoomTicks);
        }
    }

    /// <summary>How many threads one of them may use now: no limit for the only one.</summary>
    public static int ThreadsForEach()
    {
        int count = Volatile.Read(ref _count.Value);
        return count > 1 ? Environment.ProcessorCount / count
            : LeavesRoom() ? Environment.ProcessorCount / 2
            : int.MaxValue;
    }

    private static bool LeavesRoom()
    {
        long until = Volatile.Read(ref _roomUntil);
        if (until != 0 && Stopwatch.GetTimestamp() >= until)
        {
            Interlocked.CompareExchange(ref _roomUntil, 0, until);
            return false;
        }

        return until != 0;
    }
}
