using ConvGen;
using ConvGen.Images;
using Samples;
using Segmentation;

return Sample.Run(args, Options.Usage, arguments => Run(Options.Read(arguments)));

static void Run(Options options)
{
    const int TrainingPictures = 3_000;
    const int TestPictures = 200;
    const int Drawn = 6;

    MaskFolderDataset train = ShapePictures.Draw(Path.Combine(options.Output, "train"), options.Seed, 0, TrainingPictures);
    MaskFolderDataset test = ShapePictures.Draw(Path.Combine(options.Output, "test"), options.Seed, TrainingPictures, TestPictures);
    Console.WriteLine($"{train.Count:N0} pictures to train, {test.Count:N0} to test");
    Console.WriteLine();
    Console.WriteLine(UNet.Info);

    using UNet network = new(new NetworkOptions { Seed = options.Seed, Threads = options.Threads });
    Train(network, train, test, options);
    network.Save(Path.Combine(options.Output, "unet.safetensors"));
    Gallery.Write(network, test, Drawn, options.Output);

    double[] overlaps = Overlap.Measure(network, test);
    Console.WriteLine();
    foreach (ShapeKind kind in Enum.GetValues<ShapeKind>())
        Console.WriteLine($"{kind}: intersection over union {overlaps[(int)kind]:F4}");
    Console.WriteLine($"mean intersection over union of the shapes {overlaps.Skip(1).Average():F4}");
    Console.WriteLine($"weights and pictures (input, truth, answer) in {options.Output}");
}

static void Train(UNet network, IDataset train, IDataset test, Options options)
{
    const float LearningRate = 4e-3f;
    const int BatchSize = 16;
    const int WarmUpSteps = 30;

    // Most pixels are background, which would drown the shapes.
    CrossEntropyLoss loss = new(classWeights: [0.5f, 1, 1, 1]);
    int steps = TrainingSteps.Of(options.Epochs, train.Count, BatchSize);
    int warmUp = Math.Min(WarmUpSteps, steps / 10);
    using TrainingSession<UNet> session = new(network, new AdamW(LearningRate) { ClipNorm = 1 }, loss, BatchSize, options.Seed)
    {
        Schedule = LearningRateSchedule.WarmUp(warmUp, LearningRateSchedule.Cosine(steps - warmUp)),
    };
    TrainingDisplay.Run(progress => session.EnumerateEpochs(train, test, options.Epochs, progress: progress));
}
