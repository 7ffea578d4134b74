namespace ConvGen.Engine;

/// <summary>
/// How many calls of this process are at work that several threads could share, of whatever networks and contexts. Together they are to
/// have as many threads as there are processors: with more, each would wait for threads that have none.
/// </summary>
internal static class RunningCalls
{
    private static PaddedInt s_count;

    /// <summary>A call has come to work that could be shared.</summary>
    public static void Begin() => Interlocked.Increment(ref s_count.Value);

    /// <summary>Such a call has ended.</summary>
    public static void End() => Interlocked.Decrement(ref s_count.Value);

    /// <summary>How many threads one of them may use now: no limit for the only one.</summary>
    public static int ThreadsForEach
    {
        get
        {
            int count = Volatile.Read(ref s_count.Value);
            return count <= 1 ? int.MaxValue : Environment.ProcessorCount / count;
        }
    }
}
