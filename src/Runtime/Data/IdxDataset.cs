using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// Images and labels in the idx format of the MNIST database, in memory as bytes. An example is 1×H×W (or what the file's dimensions
/// after the first are), a target one class.
/// </summary>
public sealed class IdxDataset : IDataset
{
    private readonly byte[] _images;
    private readonly byte[] _labels;
    private readonly float _scale;

    private IdxDataset(IdxFile images, IdxFile labels, float scale)
    {
        _images = images.Elements;
        _labels = labels.Elements;
        _scale = scale;
        Count = images.Dimensions[0];
        ExampleLength = _images.Length / Count;
        ImageShape = Array.AsReadOnly(images.Dimensions[1..]);
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public int ExampleLength { get; }

    /// <inheritdoc/>
    public int TargetLength => 1;

    /// <inheritdoc/>
    /// <remarks>
    /// Planar for the one channel of H×W; null where a file has more dimensions, of which the format does not say what they are.
    /// </remarks>
    public InputLayout? Layout => ImageShape.Count <= 2 ? InputLayout.Planar : null;

    /// <inheritdoc/>
    public bool CanReadConcurrently => true;

    /// <summary>The dimensions of one image as the file has them, H×W for digits.</summary>
    public IReadOnlyList<int> ImageShape { get; }

    /// <summary>
    /// Loads images and their labels. Files may be plain or gzip, whatever their names say; when only the counterpart with or without
    /// <c>.gz</c> exists, that one is read.
    /// </summary>
    /// <param name="imagesPath">The images, such as <c>train-images-idx3-ubyte</c>.</param>
    /// <param name="labelsPath">Their labels, such as <c>train-labels-idx1-ubyte</c>.</param>
    /// <param name="scale">What each byte is multiplied by; 1 for a network that declares bytes.</param>
    /// <exception cref="DataFormatException">A file is damaged, or there are not as many labels as images.</exception>
    /// <exception cref="FileNotFoundException">A file does not exist.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static IdxDataset Load(string imagesPath, string labelsPath, float scale = 1f / 255)
    {
        ArgumentNullException.ThrowIfNull(imagesPath);
        ArgumentNullException.ThrowIfNull(labelsPath);
        return Of(IdxFile.Load(imagesPath), IdxFile.Load(labelsPath), scale);
    }

    /// <summary>The data set of two files that have been read.</summary>
    /// <exception cref="DataFormatException">The files do not fit each other.</exception>
    internal static IdxDataset Of(IdxFile images, IdxFile labels, float scale)
    {
        if (images.Dimensions.Length < 2)
        {
            throw new DataFormatException($"{images.Path} has one dimension, as labels have; images have two or more.");
        }

        if (labels.Dimensions.Length != 1)
        {
            throw new DataFormatException(Invariant($"{labels.Path} has {labels.Dimensions.Length} dimensions; labels have one."));
        }

        if (labels.Dimensions[0] != images.Dimensions[0])
        {
            throw new DataFormatException(
                Invariant($"{images.Path} has {images.Dimensions[0]} images and {labels.Path} {labels.Dimensions[0]} labels; ")
                + "there must be as many.");
        }

        return new IdxDataset(images, labels, scale);
    }

    /// <summary>The class of one example.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such example.</exception>
    public int Label(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return _labels[index];
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such example.</exception>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void Read(int index, Span<float> example, Span<float> target)
    {
        target[0] = Label(index);
        Span<byte> bytes = _images.AsSpan(index * ExampleLength, ExampleLength);
        example = example[..bytes.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            example[i] = bytes[i] * _scale;
        }
    }
}
