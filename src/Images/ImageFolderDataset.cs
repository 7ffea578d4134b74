using ConvGen.Images.Decoding;
using ConvGen.Images.Folders;
using static System.FormattableString;

namespace ConvGen.Images;

/// <summary>
/// Images in a folder for each class: <c>cats/1.png</c>, <c>dogs/1.jpg</c>. Files are decoded when they are read, by as many threads as
/// read at once (<see cref="PrefetchedDataset"/>). An example is C×H×W or H×W×C, a target one class.
/// </summary>
public sealed class ImageFolderDataset : IDataset
{
    private readonly string[] _paths;
    private readonly int[] _labels;
    private readonly PreparedExamples<ImagePreparation> _examples;
    private readonly PreparedExamples<ImagePreparation>.Using _write;

    private ImageFolderDataset(
        ClassFile[] files, IReadOnlyList<string> classes, IReadOnlyList<SkippedFile> skipped, ImageOptions options, CacheRoom room)
    {
        _paths = [.. files.Select(file => file.Path)];
        _labels = [.. files.Select(file => file.Label)];
        Classes = classes;
        Skipped = skipped;
        Layout = options.Layout;
        ImageShape = Array.AsReadOnly([options.Channels, options.Height, options.Width]);
        ExampleLength = options.Channels * options.Height * options.Width;
        PixelScale scale = new(options);
        _write = (bytes, example, _) => scale.Write(bytes, example);
        _examples = new PreparedExamples<ImagePreparation>(
            _paths.Length, ExampleLength, room, () => new ImagePreparation(options), (index, memory, bytes) =>
        {
            using var image = DecodedImage.Read(_paths[index], options.MaxPixels, options.ApplyOrientation);
            memory.Prepare(image, bytes);
        });
    }

    /// <inheritdoc/>
    public int Count => _paths.Length;

    /// <inheritdoc/>
    public int ExampleLength { get; }

    /// <inheritdoc/>
    public int TargetLength => 1;

    /// <inheritdoc/>
    public InputLayout? Layout { get; }

    /// <inheritdoc/>
    public bool CanReadConcurrently => true;

    /// <summary>C, H and W, as <see cref="AugmentedDataset"/> takes them.</summary>
    public IReadOnlyList<int> ImageShape { get; }

    /// <summary>The names of the classes: class 0 is the first.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The files that were left out, where <see cref="ImageOptions.SkipUnreadable"/> asks for that.</summary>
    public IReadOnlyList<SkippedFile> Skipped { get; }

    /// <summary>Finds the images of a folder. Classes are the names of the folders in it, in ordinal order.</summary>
    /// <param name="folder">The folder with a folder for each class, with images in them and in folders in them.</param>
    /// <param name="options">What becomes of the images.</param>
    /// <param name="classes">
    /// The classes in another order, or those of a training set, where a class may have no folder; null for those that have one.
    /// </param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="DataFormatException">There is no class, one has no image, or a folder is none of the classes.</exception>
    /// <exception cref="ArgumentException">Options do not go together, or a class is named twice.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static ImageFolderDataset Load(string folder, ImageOptions options, IReadOnlyList<string>? classes = null)
    {
        Listing listing = List(folder, options, classes);
        return new ImageFolderDataset(listing.Files, listing.Classes, listing.Skipped, options, new CacheRoom(options.CacheBytes));
    }

    /// <summary>
    /// Finds the images of a folder and divides them by chance into two data sets, in the same proportion for every class. The two keep
    /// <see cref="ImageOptions.CacheBytes"/> together, and list all files that were left out.
    /// </summary>
    /// <param name="folder">The folder with a folder for each class.</param>
    /// <param name="options">What becomes of the images.</param>
    /// <param name="testShare">
    /// How much of each class is for testing, rounded to whole images; one of each class at least is for training.
    /// </param>
    /// <param name="seed">Where the random numbers start.</param>
    /// <param name="testOptions">What becomes of the images for testing; null for the same.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="DataFormatException">There is no class, or one has no image.</exception>
    /// <exception cref="ArgumentException">Options do not go together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static (ImageFolderDataset Train, ImageFolderDataset Test) LoadSplit(
        string folder, ImageOptions options, double testShare, int seed = 0, ImageOptions? testOptions = null)
    {
        StratifiedSplit.Check(testShare, nameof(testShare));
        testOptions?.Check(nameof(testOptions));
        Listing listing = List(folder, options, null);
        bool[] isTest = StratifiedSplit.Second([.. listing.Files.Select(file => file.Label)], testShare, seed);
        CacheRoom room = new(options.CacheBytes);
        return (Part(false, options), Part(true, testOptions ?? options));

        ImageFolderDataset Part(bool test, ImageOptions part) =>
            new([.. listing.Files.Where((_, i) => isTest[i] == test)], listing.Classes, listing.Skipped, part, room);
    }

    /// <summary>The file of an example.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such example.</exception>
    public string PathOf(int index) => _paths[Check(index)];

    /// <summary>The class of an example.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such example.</exception>
    public int Label(int index) => _labels[Check(index)];

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such example.</exception>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="DataFormatException">The file is damaged, or has too many pixels.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void Read(int index, Span<float> example, Span<float> target)
    {
        target[0] = _labels[Check(index)];
        _examples.Read(index, example[..ExampleLength], target, _write);
    }

    private int Check(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return index;
    }

    private static Listing List(string folder, ImageOptions options, IReadOnlyList<string>? told)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(options);
        options.Check(nameof(options));
        string[] found = [.. ImageFiles.FoldersIn(folder)];
        string[] classes = told is null ? found : [.. told];
        if (classes.Distinct(StringComparer.Ordinal).Count() < classes.Length)
        {
            throw new ArgumentException("A class is named twice.", "classes");
        }

        if (classes.Length == 0)
        {
            throw new DataFormatException($"{folder} has no folders: there is one for each class.");
        }

        if (found.Except(classes, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new DataFormatException($"{Path.Combine(folder, unknown)} is none of the {classes.Length} classes.");
        }

        ClassFile[] files = [.. found.SelectMany(name => FilesOf(Path.Combine(folder, name), Array.IndexOf(classes, name)))];
        SkippedFile[] skipped = [];
        if (options.SkipUnreadable)
        {
            ImageFolderDataset all = new(files, classes, skipped, options, new CacheRoom(0));
            SkippedFile?[] unreadable = UnreadableFiles.Among(all._paths, i => all._examples.Read(i, default, default, (_, _, _) => { }));
            files = [.. files.Where((_, i) => unreadable[i] is null)];
            skipped = [.. unreadable.OfType<SkippedFile>()];
        }

        return new Listing(files, Array.AsReadOnly(classes), Array.AsReadOnly(skipped));
    }

    private static ClassFile[] FilesOf(string folder, int label)
    {
        ClassFile[] files = [.. ImageFiles.In(folder).Select(path => new ClassFile(path, label))];
        return files.Length > 0
            ? files
            : throw new DataFormatException(
                Invariant($"{folder} has no image: no {string.Join(", ", DecodedImage.Extensions)}."));
    }

    private readonly record struct ClassFile(string Path, int Label);

    private sealed record Listing(ClassFile[] Files, IReadOnlyList<string> Classes, IReadOnlyList<SkippedFile> Skipped);
}
