namespace ConvGen.Images.Folders;

/// <summary>Finds files that cannot be used, by using them all.</summary>
internal static class UnreadableFiles
{
    /// <summary>Reads every file, several at a time.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="read">Reads one, by its number.</param>
    /// <returns>For each file null, or why it cannot be used.</returns>
    public static SkippedFile?[] Among(IReadOnlyList<string> paths, Action<int> read)
    {
        var found = new SkippedFile?[paths.Count];
        Parallel.For(0, paths.Count, i =>
        {
            try
            {
                read(i);
            }
            catch (DataFormatException e)
            {
                found[i] = new SkippedFile(paths[i], e.Message);
            }
        });
        return found;
    }
}
