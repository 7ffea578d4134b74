using ConvGen;

namespace Samples;

/// <summary>The four files of MNIST and of the sets in its format: 28×28 pixels in ten classes.</summary>
internal static class MnistFiles
{
    private const int Side = 28;
    private const int Classes = 10;

    /// <summary>Reads one part, plain or packed with gzip; pixels become numbers from 0 to 1.</summary>
    /// <param name="folder">The folder with the files.</param>
    /// <param name="part">Which part: <c>train</c> or <c>t10k</c>.</param>
    /// <exception cref="DataFormatException">The files hold something else.</exception>
    public static IdxDataset Load(string folder, string part)
    {
        string images = Path.Combine(folder, $"{part}-images-idx3-ubyte"), labels = Path.Combine(folder, $"{part}-labels-idx1-ubyte");
        IdxDataset pictures = IdxDataset.Load(images, labels);
        if (!pictures.ImageShape.SequenceEqual([Side, Side]))
            throw new DataFormatException($"{images}: the images are {string.Join('×', pictures.ImageShape)}, not {Side}×{Side}.");
        for (int i = 0; i < pictures.Count; i++)
        {
            if (pictures.Label(i) >= Classes)
                throw new DataFormatException($"{labels}: label {i} is {pictures.Label(i)}; there are {Classes} classes, from 0.");
        }

        return pictures;
    }
}
