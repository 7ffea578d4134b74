using ConvGen.Images.Decoding;

namespace ConvGen.Images.Folders;

/// <summary>The image files of a folder.</summary>
internal static class ImageFiles
{
    /// <summary>
    /// The images in a folder and the folders in it, by their paths in ordinal order. What begins with a dot is left out, file or folder.
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static IEnumerable<string> In(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => DecodedImage.Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
        .Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Any(IsHidden))
        .OrderBy(file => NameIn(folder, file), StringComparer.Ordinal);

    /// <summary>The names of the folders in a folder, in ordinal order, without those that begin with a dot.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static IEnumerable<string> FoldersIn(string folder) => Directory.EnumerateDirectories(folder)
        .Select(inner => Path.GetFileName(inner))
        .Where(name => !IsHidden(name))
        .Order(StringComparer.Ordinal);

    /// <summary>A file's path within a folder, the same on every system.</summary>
    public static string NameIn(string folder, string file) => Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');

    private static bool IsHidden(string name) => name.StartsWith('.');
}
