using ConvGen;
using Fashion;
using Samples;

return Sample.Run(args, Options.Usage, arguments => Train(Options.Read(arguments)));

static void Train(Options options)
{
    const float LearningRate = 0.1f;
    const float Momentum = 0.9f;
    const float WeightDecay = 5e-4f;
    const float LabelSmoothing = 0.05f;
    const int BatchSize = 128;
    const int WarmUpSteps = 200;
    const int Shift = 2;

    IDataset train = MnistFiles.Load(options.Data, "train");
    IDataset test = MnistFiles.Load(options.Data, "t10k");
    AugmentedDataset augmented = new(train, [1, 28, 28], new Augmentation { Flip = true, Shift = Shift }, options.Seed);
    Console.WriteLine($"{train.Count:N0} pictures to train, {test.Count:N0} to test");
    Console.WriteLine();
    Console.WriteLine(FashionNetwork.Info);

    int steps = TrainingSteps.Of(options.Epochs, train.Count, BatchSize);
    int warmUp = Math.Min(WarmUpSteps, steps / 10);
    using FashionNetwork network = new(new NetworkOptions { Seed = options.Seed, Threads = options.Threads });
    Sgd optimizer = new(LearningRate, Momentum, weightDecay: WeightDecay, nesterov: true);
    using TrainingSession<FashionNetwork> session = new(network, optimizer, new CrossEntropyLoss(LabelSmoothing), BatchSize, options.Seed)
    {
        Schedule = LearningRateSchedule.WarmUp(warmUp, LearningRateSchedule.Cosine(steps - warmUp)),
    };
    TrainingDisplay.Run(
        progress => session.EnumerateEpochs(augmented, test, options.Epochs, progress: progress),
        _ => network.Save(options.Output));
    Console.WriteLine($"saved {options.Output}");
}
