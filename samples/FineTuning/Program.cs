using ConvGen;
using FineTuning;
using Samples;

return Sample.Run(args, Options.Usage, arguments => Run(Options.Read(arguments)));

static void Run(Options options)
{
    const int First = 5;        // the first of the new digits
    const int EveryPicture = int.MaxValue;

    IDataset all = MnistFiles.Load(options.Data, "train"), held = MnistFiles.Load(options.Data, "t10k");
    InMemoryDataset known = Only(all, 0, EveryPicture), few = Only(all, First, options.Pictures), test = Only(held, First, EveryPicture);
    string trunk = Path.Combine(Path.GetTempPath(), $"trunk-{Guid.NewGuid():N}.safetensors");
    NetworkOptions network = new() { Seed = options.Seed, Threads = options.Threads };

    Console.WriteLine($"learning 0 to 4 from {known.Count:N0} pictures");
    using (DigitNetwork teacher = new(network))
    {
        Train(teacher, known, epochs: 2, options.Seed);
        teacher.Save(trunk);
    }

    Console.WriteLine();
    Console.WriteLine($"learning 5 to 9 from {few.Count:N0} pictures, and from nothing else");
    using (DigitNetwork novice = new(network))
    {
        Train(novice, few, epochs: 60, options.Seed);
        Console.WriteLine($"accuracy from scratch {Accuracy(novice, test):F4}");
    }

    Console.WriteLine();
    Console.WriteLine($"learning 5 to 9 from {few.Count:N0} pictures, on what is known of 0 to 4");
    using (DigitNetwork tuned = new(network))
    {
        // A new head: what the old one has learned is of no use.
        Console.WriteLine(tuned.LoadWeights(trunk, new WeightLoadOptions
        {
            Partial = true,
            Rename = name => name.StartsWith("head.", StringComparison.Ordinal) ? null : name,
        }));
        using TrainingSession<DigitNetwork> session = new(tuned, new Adam(3e-3f), Loss.CrossEntropy, batchSize: 20, options.Seed)
        {
            Groups = [new("trunk") { RateFactor = 0.1 }],
        };
        session.Freeze("trunk");
        session.Fit(few, null, epochs: 20);
        Console.WriteLine($"accuracy with a new head {Accuracy(tuned, test):F4}");
        session.Unfreeze("trunk");
        session.Fit(few, null, epochs: 40);
        Console.WriteLine($"accuracy after fine-tuning {Accuracy(tuned, test):F4}");
    }

    File.Delete(trunk);
}

static void Train(DigitNetwork network, IDataset train, int epochs, int seed)
{
    using TrainingSession<DigitNetwork> session = new(network, new Adam(1e-3f), Loss.CrossEntropy, batchSize: 20, seed);
    Console.WriteLine(session.Fit(train, null, epochs).Epochs[^1]);
}

static double Accuracy(DigitNetwork network, IDataset test)
{
    using TrainingSession<DigitNetwork> session = new(network, new Sgd(0), Loss.CrossEntropy, batchSize: 100);
    return session.Evaluate(test).Accuracy!.Value;
}

// The first pictures of five digits, which become the classes 0 to 4.
static InMemoryDataset Only(IDataset source, int first, int most)
{
    const int Digits = 5;
    List<float> pictures = [], classes = [];
    float[] picture = new float[source.ExampleLength], digit = new float[1];
    for (int i = 0; i < source.Count && classes.Count < most; i++)
    {
        source.Read(i, picture, digit);
        if (digit[0] >= first && digit[0] < first + Digits)
        {
            pictures.AddRange(picture);
            classes.Add(digit[0] - first);
        }
    }

    return new([.. pictures], [.. classes], source.ExampleLength);
}
