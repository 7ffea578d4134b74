using Cifar;
using ConvGen;
using Samples;

return Sample.Run(args, Options.Usage, arguments => Train(Options.Read(arguments)));

static void Train(Options options)
{
    const float LearningRate = 0.2f;
    const float Momentum = 0.9f;
    const float WeightDecay = 5e-4f;
    const float LabelSmoothing = 0.1f;
    const int BatchSize = 64;
    const int Shift = 4;

    // The network normalises bytes by itself.
    CifarDataset train = CifarDataset.Load(options.Train, scale: 1);
    CifarDataset test = CifarDataset.Load([options.Test], scale: 1);
    AugmentedDataset augmented = new(train, [3, 32, 32], new Augmentation { Flip = true, Shift = Shift }, options.Seed);
    Console.WriteLine($"{train.Count:N0} pictures to train, {test.Count:N0} to test");
    Console.WriteLine();
    Console.WriteLine(ResNet20.Info);

    using ResNet20 network = new(new NetworkOptions { Seed = options.Seed, Threads = options.Threads });
    Sgd optimizer = new(LearningRate, Momentum, weightDecay: WeightDecay, nesterov: true);
    using TrainingSession<ResNet20> session = new(network, optimizer, new CrossEntropyLoss(LabelSmoothing), BatchSize, options.Seed)
    {
        Schedule = LearningRateSchedule.OneCycle(TrainingSteps.Of(options.Epochs, train.Count, BatchSize)),
        Groups = [new("*.bias") { WeightDecay = 0 }],
    };
    if (File.Exists(options.Checkpoint))
    {
        session.Resume(options.Checkpoint);
        Console.WriteLine($"goes on from {options.Checkpoint} after {session.Epochs} epochs");
    }

    // The last epoch counts, not the best: choosing by the test set would flatter it.
    FitOptions fit = new() { CheckpointPath = options.Checkpoint };
    TrainingDisplay.Run(progress => session.EnumerateEpochs(augmented, test, options.Epochs, fit, progress));
    network.Save(options.Output);
    File.Delete(options.Checkpoint);
    Console.WriteLine($"saved {options.Output}");
}
