namespace ConvGen;

/// <summary>Where symbolic links lead.</summary>
internal static class SymbolicLink
{
    private const int MaxLinks = 40; // as Linux has it

    /// <summary>The path that is no link behind a path, which need not exist; the path itself when it is none.</summary>
    /// <param name="path">A full path.</param>
    /// <exception cref="IOException">The links lead nowhere: in a circle, or through too many.</exception>
    public static string Resolve(string path)
    {
        if (new FileInfo(path).LinkTarget is null)
        {
            return path;
        }

        if (OperatingSystem.IsWindows())
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }

        // A target is relative to where its link really is, which may be behind links of directories: each part is looked at in its turn.
        var parts = new Stack<string>(Parts(path));
        string real = "/";
        int links = 0;
        while (parts.TryPop(out string? part))
        {
            if (part == "..")
            {
                real = Path.GetDirectoryName(real) ?? real;
                continue;
            }

            string next = Path.Join(real, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MaxLinks)
            {
                throw new IOException($"'{path}' is a symbolic link that leads through too many others.");
            }

            real = Path.IsPathRooted(target) ? "/" : real;
            foreach (string further in Parts(target))
            {
                parts.Push(further);
            }
        }

        return real;
    }

    /// <summary>The parts of a path, the last first.</summary>
    private static IEnumerable<string> Parts(string path) => path.Split('/').Where(part => part is not ("" or ".")).Reverse();
}
