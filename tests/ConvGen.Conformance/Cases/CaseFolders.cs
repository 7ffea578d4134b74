namespace ConvGen.Conformance.Cases;

/// <summary>Finds the folders that hold a case.</summary>
internal static class CaseFolders
{
    public const string FileName = "case.json";

    /// <summary>Every folder with a <c>case.json</c> at or below the given ones, in a stable order.</summary>
    /// <exception cref="DirectoryNotFoundException">A folder does not exist.</exception>
    public static IReadOnlyList<string> Find(IEnumerable<string> folders)
    {
        SortedSet<string> found = new(StringComparer.Ordinal);
        foreach (string folder in folders)
        {
            if (!Directory.Exists(folder))
                throw new DirectoryNotFoundException($"There is no folder {folder}.");
            foreach (string file in Directory.EnumerateFiles(folder, FileName, SearchOption.AllDirectories))
                found.Add(Path.GetFullPath(Path.GetDirectoryName(file)!));
        }

        return [.. found];
    }
}
