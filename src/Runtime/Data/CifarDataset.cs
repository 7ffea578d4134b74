using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// Images in the binary format of CIFAR-10 and CIFAR-100 (Krizhevsky 2009), in memory as bytes: label bytes, then 3×32×32 pixels, all of
/// red, of green, of blue. An example is 3×32×32, a target one class.
/// </summary>
public sealed class CifarDataset : IDataset
{
    private const int Side = 32;
    private const int Colours = 3;
    private const int ImageLength = Colours * Side * Side;

    private readonly byte[][] _files;
    private readonly int[] _ends;
    private readonly Format _format;
    private readonly float _scale;

    private CifarDataset(byte[][] files, Format format, float scale)
    {
        _files = files;
        _format = format;
        _scale = scale;
        _ends = new int[files.Length];
        for (int i = 0; i < files.Length; i++)
        {
            Count += files[i].Length / format.RecordLength;
            _ends[i] = Count;
        }
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public int ExampleLength => ImageLength;

    /// <inheritdoc/>
    public int TargetLength => 1;

    /// <inheritdoc/>
    public InputLayout? Layout => InputLayout.Planar;

    /// <inheritdoc/>
    public bool CanReadConcurrently => true;

    /// <summary>How many classes there are.</summary>
    public int Classes => _format.Classes;

    /// <summary>
    /// Loads one or more files, one after another. Files may be plain or gzip, whatever their names say; when only the counterpart with or
    /// without <c>.gz</c> exists, that one is read.
    /// </summary>
    /// <param name="paths">The files, such as <c>data_batch_1.bin</c> to <c>data_batch_5.bin</c>.</param>
    /// <param name="labels">The format, and which labels to take.</param>
    /// <param name="scale">What each byte is multiplied by; 1 for a network that declares bytes.</param>
    /// <exception cref="DataFormatException">A file is damaged or has another format.</exception>
    /// <exception cref="ArgumentException">There is no file, or a path is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The labels are unknown.</exception>
    /// <exception cref="FileNotFoundException">A file does not exist.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static CifarDataset Load(IEnumerable<string> paths, CifarLabels labels = CifarLabels.Ten, float scale = 1f / 255)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var format = Format.Of(labels);
        byte[][] files =
        [
            .. paths.Select(path =>
                DataFile.Read(path ?? throw new ArgumentException("A path is null.", nameof(paths)), format.ReadImages)),
        ];
        return files.Length > 0
            ? new CifarDataset(files, format, scale)
            : throw new ArgumentException("There is no file to load.", nameof(paths));
    }

    /// <summary>Loads one file that is open.</summary>
    /// <param name="file">The file, at its beginning; it can seek.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="labels">The format, and which labels to take.</param>
    /// <param name="scale">What each byte is multiplied by.</param>
    /// <exception cref="DataFormatException">The file is damaged or has another format.</exception>
    internal static CifarDataset Load(Stream file, string name, CifarLabels labels, float scale)
    {
        var format = Format.Of(labels);
        return new CifarDataset([DataFile.Read(file, name, format.ReadImages)], format, scale);
    }

    /// <summary>The class of one example.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such example.</exception>
    public int Label(int index) => Record(index)[_format.LabelAt];

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such example.</exception>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void Read(int index, Span<float> example, Span<float> target)
    {
        ReadOnlySpan<byte> record = Record(index);
        ReadOnlySpan<byte> pixels = record[_format.LabelBytes..];
        target[0] = record[_format.LabelAt];
        example = example[..ImageLength];
        for (int i = 0; i < example.Length; i++)
        {
            example[i] = pixels[i] * _scale;
        }
    }

    private ReadOnlySpan<byte> Record(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        int file = 0;
        while (index >= _ends[file])
        {
            file++;
        }

        int first = file == 0 ? 0 : _ends[file - 1];
        return _files[file].AsSpan((index - first) * _format.RecordLength, _format.RecordLength);
    }

    /// <summary>How one image is stored.</summary>
    /// <param name="LabelBytes">The bytes before the pixels.</param>
    /// <param name="LabelAt">Which of them is the label.</param>
    /// <param name="Classes">How many classes the label tells apart.</param>
    private readonly record struct Format(int LabelBytes, int LabelAt, int Classes)
    {
        public int RecordLength => LabelBytes + ImageLength;

        public static Format Of(CifarLabels labels) => labels switch
        {
            CifarLabels.Ten => new Format(1, 0, 10),
            CifarLabels.HundredFine => new Format(2, 1, 100),
            CifarLabels.HundredCoarse => new Format(2, 0, 20),
            _ => throw new ArgumentOutOfRangeException(nameof(labels), Invariant($"There are no labels {(int)labels}.")),
        };

        /// <summary>Reads all images of a file.</summary>
        /// <param name="stream">The unpacked file.</param>
        /// <param name="name">What to call it in messages.</param>
        /// <param name="length">Its bytes, where they are known beforehand.</param>
        /// <exception cref="DataFormatException">The file is damaged or has another format.</exception>
        public byte[] ReadImages(Stream stream, string name, long? length)
        {
            using var read = new MemoryStream((int)Math.Min(length ?? 0, Array.MaxLength));
            stream.CopyTo(read);
            byte[] bytes = read.Length == read.Capacity ? read.GetBuffer() : read.ToArray();
            Check(bytes, name);
            return bytes;
        }

        private void Check(byte[] bytes, string name)
        {
            int images = Math.DivRem(bytes.Length, RecordLength, out int rest);
            if (images == 0 || rest != 0)
            {
                throw new DataFormatException(
                    Invariant($"{name} has {bytes.Length} bytes, which is no positive multiple of {RecordLength}: ")
                    + Invariant($"{LabelBytes} of labels and {ImageLength} of pixels for each image."));
            }

            for (int i = 0; i < images; i++)
            {
                byte label = bytes[i * RecordLength + LabelAt];
                if (label >= Classes)
                {
                    throw new DataFormatException(
                        Invariant($"{name}: the label of image {i} is {label}; there are {Classes} classes, from 0."));
                }
            }
        }
    }
}
