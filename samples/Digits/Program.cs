using ConvGen;
using Digits;
using Samples;

return Sample.Run(args, Options.Usage, arguments => Run(Options.Read(arguments)));

static void Run(Options options)
{
    DigitData data = options.Data is null ? DigitData.Draw(options.Seed) : DigitData.Load(options.Data, options.Seed);
    Console.WriteLine($"{data.Train.Count:N0} digits to train, {data.Test.Count:N0} to test");
    Console.WriteLine();
    Console.WriteLine(LeNet5.Info);

    Train(options, data);

    using LeNet5Inference network = LeNet5Inference.Load(options.Output, new NetworkOptions { Threads = options.Threads });
    Evaluation evaluation = Evaluation.Of(network, data.Test);
    Console.WriteLine();
    Console.WriteLine(Gallery.Draw(network, data.Test));
    Console.WriteLine($"test accuracy {evaluation.Accuracy:F4}");
    Console.WriteLine($"microseconds per image {evaluation.MicrosecondsPerImage:F1}");
    Console.WriteLine($"bytes allocated per call {evaluation.BytesPerCall}");
}

static void Train(Options options, DigitData data)
{
    const float LearningRate = 0.05f;
    const float Momentum = 0.9f;
    const float WeightDecay = 5e-4f;
    const int BatchSize = 64;

    using LeNet5 network = new(new NetworkOptions { Seed = options.Seed, Threads = options.Threads });
    Sgd optimizer = new(LearningRate, Momentum, weightDecay: WeightDecay, nesterov: true);
    using TrainingSession<LeNet5> session = new(network, optimizer, Loss.CrossEntropy, BatchSize, options.Seed)
    {
        // Smaller and smaller steps: the last ones settle what the first ones have found.
        Schedule = LearningRateSchedule.Cosine(TrainingSteps.Of(options.Epochs, data.Train.Count, BatchSize)),
    };
    TrainingDisplay.Run(progress => session.EnumerateEpochs(data.Train, data.Test, options.Epochs, progress: progress));
    network.Save(options.Output);
    Console.WriteLine($"saved {options.Output}");
}
