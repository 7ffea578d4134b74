using ConvGen.Images.Decoding;
using ConvGen.Images.Folders;
using static System.FormattableString;

namespace ConvGen.Images;

/// <summary>
/// Images in one folder and a mask for each, of the same name, in another: <c>images/1.jpg</c> and <c>masks/1.png</c>, for segmentation.
/// Masks are resized and cropped as their images are. An example is C×H×W or H×W×C, a target H×W, the class of each pixel.
/// </summary>
public sealed class MaskFolderDataset : IDataset
{
    private readonly PairedFile[] _files;
    private readonly PreparedExamples<ImagePreparation> _examples;
    private readonly PreparedExamples<ImagePreparation>.Using _write;

    private MaskFolderDataset(
        PairedFile[] files, IReadOnlyList<SkippedFile> skipped, ImageOptions options, MaskOptions masks, CacheRoom room)
    {
        _files = files;
        Skipped = skipped;
        Layout = options.Layout;
        ImageShape = Array.AsReadOnly([options.Channels, options.Height, options.Width]);
        TargetLength = options.Height * options.Width;
        ExampleLength = options.Channels * TargetLength;
        PixelScale scale = new(options);
        _write = (bytes, example, target) =>
        {
            scale.Write(bytes[..example.Length], example);
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = bytes[example.Length + i];
            }
        };
        _examples = new PreparedExamples<ImagePreparation>(
            files.Length,
            ExampleLength + TargetLength,
            room,
            () => new ImagePreparation(options),
            (index, memory, bytes) => Prepare(files[index], options, masks, memory, bytes));
    }

    /// <inheritdoc/>
    public int Count => _files.Length;

    /// <inheritdoc/>
    public int ExampleLength { get; }

    /// <inheritdoc/>
    public int TargetLength { get; }

    /// <inheritdoc/>
    public InputLayout? Layout { get; }

    /// <inheritdoc/>
    public bool CanReadConcurrently => true;

    /// <summary>C, H and W, as <see cref="AugmentedDataset"/> takes them.</summary>
    public IReadOnlyList<int> ImageShape { get; }

    /// <summary>
    /// The images that were left out, where <see cref="ImageOptions.SkipUnreadable"/> or <see cref="MaskOptions.SkipImagesWithoutMask"/>
    /// ask for that.
    /// </summary>
    public IReadOnlyList<SkippedFile> Skipped { get; }

    /// <summary>Finds images and their masks, in two folders and the folders in these.</summary>
    /// <param name="imageFolder">The images.</param>
    /// <param name="maskFolder">The masks: files of the same names, whatever their extensions.</param>
    /// <param name="options">What becomes of the images, and, as far as sizes are concerned, of the masks.</param>
    /// <param name="masks">What the pixels of masks mean.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="DataFormatException">
    /// There is no image, an image has no mask or a mask no image, or two files have the same name.
    /// </exception>
    /// <exception cref="ArgumentException">Options do not go together.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static MaskFolderDataset Load(string imageFolder, string maskFolder, ImageOptions options, MaskOptions masks)
    {
        (PairedFile[] files, SkippedFile[] skipped) = List(imageFolder, maskFolder, options, masks);
        return new MaskFolderDataset(files, Array.AsReadOnly(skipped), options, masks, new CacheRoom(options.CacheBytes));
    }

    /// <summary>
    /// Finds images and their masks and divides them by chance into two data sets, which keep <see cref="ImageOptions.CacheBytes"/>
    /// together.
    /// </summary>
    /// <param name="imageFolder">The images.</param>
    /// <param name="maskFolder">The masks: files of the same names, whatever their extensions.</param>
    /// <param name="options">What becomes of the images, and, as far as sizes are concerned, of the masks.</param>
    /// <param name="masks">What the pixels of masks mean.</param>
    /// <param name="testShare">How much is for testing, rounded to whole images; one at least is for training.</param>
    /// <param name="seed">Where the random numbers start.</param>
    /// <param name="testOptions">What becomes of the images for testing; null for the same.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="DataFormatException">
    /// There is no image, an image has no mask or a mask no image, or two files have the same name.
    /// </exception>
    /// <exception cref="ArgumentException">Options do not go together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static (MaskFolderDataset Train, MaskFolderDataset Test) LoadSplit(
        string imageFolder,
        string maskFolder,
        ImageOptions options,
        MaskOptions masks,
        double testShare,
        int seed = 0,
        ImageOptions? testOptions = null)
    {
        StratifiedSplit.Check(testShare, nameof(testShare));
        testOptions?.Check(nameof(testOptions));
        (PairedFile[] files, SkippedFile[] skipped) = List(imageFolder, maskFolder, options, masks);
        bool[] isTest = StratifiedSplit.Second(new int[files.Length], testShare, seed);
        CacheRoom room = new(options.CacheBytes);
        return (Part(false, options), Part(true, testOptions ?? options));

        MaskFolderDataset Part(bool test, ImageOptions part) =>
            new([.. files.Where((_, i) => isTest[i] == test)], Array.AsReadOnly(skipped), part, masks, room);
    }

    /// <summary>The image of an example.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such example.</exception>
    public string PathOf(int index) => _files[Check(index)].Image;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such example.</exception>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="DataFormatException">
    /// A file is damaged or has too many pixels, a mask has another size than its image, or a pixel that is no class.
    /// </exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public void Read(int index, Span<float> example, Span<float> target) =>
        _examples.Read(Check(index), example[..ExampleLength], target[..TargetLength], _write);

    private int Check(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return index;
    }

    private static void Prepare(PairedFile file, ImageOptions options, MaskOptions masks, ImagePreparation memory, Span<byte> bytes)
    {
        using var image = DecodedImage.Read(file.Image, options.MaxPixels, options.ApplyOrientation);
        using var mask = DecodedImage.Read(file.Mask, options.MaxPixels, options.ApplyOrientation);
        if ((image.Height, image.Width) != (mask.Height, mask.Width))
        {
            throw new DataFormatException(
                Invariant($"{file.Mask} has {mask.Width}×{mask.Height} pixels, its image {file.Image} {image.Width}×{image.Height}."));
        }

        int pixels = options.Height * options.Width;
        memory.Prepare(image, bytes[..(options.Channels * pixels)]);
        MaskPreparation.Prepare(mask, file.Mask, options, masks, bytes[(options.Channels * pixels)..]);
    }

    private static (PairedFile[] Files, SkippedFile[] Skipped) List(
        string imageFolder, string maskFolder, ImageOptions options, MaskOptions masks)
    {
        ArgumentNullException.ThrowIfNull(imageFolder);
        ArgumentNullException.ThrowIfNull(maskFolder);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(masks);
        options.Check(nameof(options));
        PairedFiles paired = PairedFiles.In(imageFolder, maskFolder, masks.SkipImagesWithoutMask);
        if (!options.SkipUnreadable)
        {
            return (paired.Files, paired.WithoutMask);
        }

        MaskFolderDataset all = new(paired.Files, paired.WithoutMask, options, masks, new CacheRoom(0));
        SkippedFile?[] unreadable = UnreadableFiles.Among(
            [.. paired.Files.Select(file => file.Image)], i => all._examples.Read(i, default, default, (_, _, _) => { }));
        PairedFile[] kept = [.. paired.Files.Where((_, i) => unreadable[i] is null)];
        return (kept, [.. paired.WithoutMask, .. unreadable.OfType<SkippedFile>()]);
    }
}
