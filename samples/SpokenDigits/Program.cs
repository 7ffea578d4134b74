using ConvGen;
using Samples;
using SpokenDigits;

return Sample.Run(args, Options.Usage, arguments => Run(Options.Read(arguments)));

static void Run(Options options)
{
    SoundData data = options.Data is null ? SoundData.Synthesise(options.Seed) : SoundData.Load(options.Data);
    Console.WriteLine($"{data.Train.Count:N0} sounds to train, {data.Test.Count:N0} to test");
    Console.WriteLine();
    Console.WriteLine(SpeechNetwork.Info);

    using SpeechNetwork network = new(new NetworkOptions { Seed = options.Seed, Threads = options.Threads });
    EpochResult last = Train(network, data, options);
    network.Save(options.Output);
    Console.WriteLine($"test accuracy {last.Test!.Accuracy:F4}");
    Console.WriteLine($"saved {options.Output}");
}

static EpochResult Train(SpeechNetwork network, SoundData data, Options options)
{
    const float LearningRate = 4e-3f;
    const double WeightDecay = 0.05;
    const float LabelSmoothing = 0.1f;
    const int BatchSize = 32;
    const int WarmUpSteps = 60;
    const int Shift = 800;

    AugmentedDataset train = new(data.Train, [1, SpeechNetwork.InputLength], new Augmentation { Shift = Shift }, options.Seed);
    int steps = TrainingSteps.Of(options.Epochs, train.Count, BatchSize);
    int warmUp = Math.Min(WarmUpSteps, steps / 10);
    AdamW optimizer = new(LearningRate, weightDecay: WeightDecay) { ClipNorm = 5 };
    using TrainingSession<SpeechNetwork> session = new(network, optimizer, new CrossEntropyLoss(LabelSmoothing), BatchSize, options.Seed)
    {
        Schedule = LearningRateSchedule.WarmUp(warmUp, LearningRateSchedule.Cosine(steps - warmUp)),
    };
    EpochResult? last = null;
    TrainingDisplay.Run(
        progress => session.EnumerateEpochs(train, data.Test, options.Epochs, progress: progress),
        epoch => last = epoch);
    return last!;
}
