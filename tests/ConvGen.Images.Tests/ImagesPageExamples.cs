namespace ConvGen.Images.Tests;

/// <summary>The network of docs/images.md.</summary>
[Input(3, 64, 64, Mean = [0.485, 0.456, 0.406], Std = [0.229, 0.224, 0.225])]
[Conv(16, k: 3, p: 1), BatchNorm, Relu, MaxPool(k: 2)]
[Conv(32, k: 3, p: 1), BatchNorm, Relu, GlobalAvgPool]
[Dense(2), Softmax]
[Trainable]
public sealed partial class PhotoNet;

/// <summary>The other examples of the page, as they stand there, each in a method that runs in the folder with the images.</summary>
internal static class ImagesPageExamples
{
    public static void Classes()
    {
        ImageOptions options = new() { Height = 72, Width = 72, CacheBytes = 1 << 30 };
        (ImageFolderDataset train, ImageFolderDataset test) = ImageFolderDataset.LoadSplit(
            "photos", options, testShare: 0.2, seed: 1, testOptions: options with { Height = 64, Width = 64, ShortSide = 72 });

        Augmentation augmentation = new()
        {
            Crop = new RandomResizedCrop { Height = 64, Width = 64, MinScale = 0.4 },
            Flip = true,
            Color = new ColorJitter { White = 1, Brightness = 0.3, Contrast = 0.3, Saturation = 0.3 },
        };
        AugmentedDataset varied = new(train, train.ImageShape, augmentation, seed: 1);
        using PrefetchedDataset fed = new(varied, ahead: 256);

        using PhotoNet network = new(new NetworkOptions { Seed = 1 });
        using TrainingSession<PhotoNet> session = new(network, new AdamW(1e-3f), Loss.CrossEntropy, batchSize: 32, seed: 1);
        TrainingHistory history = session.Fit(fed, test, epochs: 3);
        Console.WriteLine(history.Epochs[^1]);
        Console.WriteLine(string.Join(", ", test.Classes));
    }

    public static void Segmentation()
    {
        ImageOptions size = new() { Height = 96, Width = 96, Fit = ImageFit.Letterbox };
        MaskOptions masks = new() { Classes = 3, IgnoredLabel = 255 };
        (MaskFolderDataset scenes, MaskFolderDataset held) = MaskFolderDataset.LoadSplit("images", "masks", size, masks, testShare: 0.25, seed: 1);
        AugmentedDataset turned = new(
            scenes, scenes.ImageShape, new Augmentation { Flip = true, Rotation = 10 }, seed: 1, targets: [TargetPart.Mask(outside: 255)]);
        CrossEntropyLoss loss = new(ignoredLabel: 255);
    }

    public static void Readable()
    {
        ImageFolderDataset readable = ImageFolderDataset.Load("photos", new ImageOptions { Height = 64, Width = 64, SkipUnreadable = true });
        foreach (SkippedFile file in readable.Skipped)
            Console.WriteLine(file.Reason);
    }
}
