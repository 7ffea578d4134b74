namespace ConvGen.Images.Folders;

/// <summary>An image and its mask.</summary>
/// <param name="Image">The image's file.</param>
/// <param name="Mask">The mask's file.</param>
internal readonly record struct PairedFile(string Image, string Mask);

/// <summary>Images of one folder and masks of another, which have the same names.</summary>
/// <param name="Files">The pairs, by their names in ordinal order.</param>
/// <param name="WithoutMask">The images that have no mask.</param>
internal sealed record PairedFiles(PairedFile[] Files, SkippedFile[] WithoutMask)
{
    /// <summary>Finds the pairs.</summary>
    /// <param name="imageFolder">The images.</param>
    /// <param name="maskFolder">The masks.</param>
    /// <param name="skipsWithoutMask">Whether images may be without a mask.</param>
    /// <exception cref="DataFormatException">There is no pair, a file has no partner, or two files have the same name.</exception>
    public static PairedFiles In(string imageFolder, string maskFolder, bool skipsWithoutMask)
    {
        Dictionary<string, string> images = Named(imageFolder);
        Dictionary<string, string> masks = Named(maskFolder);
        if (masks.Keys.FirstOrDefault(name => !images.ContainsKey(name)) is { } alone)
        {
            throw new DataFormatException($"{masks[alone]} has no image in {imageFolder}.");
        }

        if (!skipsWithoutMask && images.Keys.FirstOrDefault(name => !masks.ContainsKey(name)) is { } bare)
        {
            throw new DataFormatException($"{images[bare]} has no mask in {maskFolder}.");
        }

        PairedFile[] files =
        [
            .. images.Where(image => masks.ContainsKey(image.Key)).Select(image => new PairedFile(image.Value, masks[image.Key])),
        ];
        SkippedFile[] without =
        [
            .. images.Where(image => !masks.ContainsKey(image.Key))
                .Select(image => new SkippedFile(image.Value, $"{image.Value} has no mask in {maskFolder}.")),
        ];
        return files.Length > 0
            ? new PairedFiles(files, without)
            : throw new DataFormatException($"{imageFolder} has no image with a mask.");
    }

    /// <summary>The files of a folder by their names without extension, in ordinal order.</summary>
    private static Dictionary<string, string> Named(string folder)
    {
        Dictionary<string, string> files = new(StringComparer.Ordinal);
        foreach (string file in ImageFiles.In(folder))
        {
            string name = Path.ChangeExtension(ImageFiles.NameIn(folder, file), null);
            if (!files.TryAdd(name, file))
            {
                throw new DataFormatException($"{files[name]} and {file} have the same name.");
            }
        }

        return files;
    }
}
