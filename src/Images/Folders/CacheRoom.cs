namespace ConvGen.Images.Folders;

/// <summary>How many bytes data sets may keep, together.</summary>
/// <param name="bytes">So many.</param>
internal sealed class CacheRoom(long bytes)
{
    private long _left = bytes;

    /// <summary>Takes some, where there are so many.</summary>
    public bool TryTake(int count)
    {
        if (Interlocked.Add(ref _left, -count) >= 0)
        {
            return true;
        }

        Interlocked.Add(ref _left, count);
        return false;
    }
}
