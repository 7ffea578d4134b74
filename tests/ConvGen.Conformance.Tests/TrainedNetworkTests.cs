using ConvGen.Conformance.Tests.Networks;

namespace ConvGen.Conformance.Tests;

/// <summary>Networks that other projects trained and published: declared as attributes, loaded from their weights, and as good as they were.</summary>
public class TrainedNetworkTests
{
    private static readonly Dictionary<string, (Func<string, NetworkOptions, INetwork> Load, int Vectors)> Published = new()
    {
        ["mnist-8-cnn"] = ((path, options) => Mnist8.Load(path, options), 3),
        ["resnet20-cifar10"] = ((path, options) => ResNet20.Load(path, options), 1),
        ["rtneural-conv1d"] = ((path, options) => TimeConv.Load(path, options), 1),
        ["rtneural-microtcn"] = ((path, options) => MicroTcn.Load(path, options), 1),
        ["wakeword-1d"] = ((path, options) => WakeWord.Load(path, options), 1),
    };

    public static TheoryData<string, string> Models
    {
        get
        {
            TheoryData<string, string> models = [];
            foreach (string model in Published.Keys)
            {
                foreach (string target in Targets.Available.Select(row => row.Data))
                    models.Add(model, target);
            }

            return models;
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void GivesThePublishedOutputs(string model, string target)
    {
        string folder = SharedData.Path("models", model);
        (Func<string, NetworkOptions, INetwork> load, int vectors) = Published[model];
        using INetwork network = load(Weights(folder), Targets.Options(target));
        CheckVectors(network, folder, atLeast: vectors);
    }

    [Theory]
    [MemberData(nameof(Targets.Available), MemberType = typeof(Targets))]
    public void WakeWordKnowsTheCalibrationSamples(string target)
    {
        const int MeasuredRight = 41;

        string folder = SharedData.Path("models", "wakeword-1d");
        using WakeWord network = WakeWord.Load(Weights(folder), Targets.Options(target));
        WakeWordSamples samples = new(Path.Combine(folder, "original", "calibration_samples.npz"));
        Assert.Equal(45, samples.Count);
        Assert.Equal(MeasuredRight, CountRight(network, samples.Count, samples.Label, (index, example) => samples.Read(index, example)));
    }

    [Theory]
    [MemberData(nameof(Targets.Available), MemberType = typeof(Targets))]
    public void Mnist8KnowsTheDigitsOfTheTestSet(string target)
    {
        const int PublishedRight = 9_891;

        string data = SharedData.Path("datasets", "mnist");
        using Mnist8 network = Mnist8.Load(Weights(SharedData.Path("models", "mnist-8-cnn")), Targets.Options(target));
        IdxDataset test = IdxDataset.Load(Path.Combine(data, "t10k-images-idx3-ubyte"), Path.Combine(data, "t10k-labels-idx1-ubyte"), scale: 1);
        Assert.Equal(10_000, test.Count);
        Assert.Equal(PublishedRight, CountRight(network, test.Count, test.Label, (index, image) => test.Read(index, image, new float[1])));
    }

    [Theory]
    [MemberData(nameof(Targets.Available), MemberType = typeof(Targets))]
    public void ResNet20KnowsTheExactTestImages(string target)
    {
        const int PublishedRight = 915;

        using ResNet20 network = ResNet20.Load(Weights(SharedData.Path("models", "resnet20-cifar10")), Targets.Options(target));
        CifarImages test = CifarImages.Load(Path.Combine(SharedData.Path("datasets", "cifar10"), "exact_test_1000.bin.gz"));
        Assert.Equal(1_000, test.Count);
        Assert.Equal(PublishedRight, CountRight(network, test.Count, test.Label, (index, image) => test.Read(index, image)));
    }

    [Fact]
    public void ResNet20HasThePublishedSize()
    {
        // The file has 273,658 values; what batch norm measures, a mean and a variance for each channel, is not learned.
        const int Values = 273_658;
        const int Statistics = 1_376;
        Assert.Equal(Values - Statistics, ResNet20.Info.ParameterCount);
    }

    private static string Weights(string modelFolder) => Path.Combine(modelFolder, "weights.safetensors");

    private static void CheckVectors(INetwork network, string folder, int atLeast)
    {
        IReadOnlyList<TestVector> vectors = TestVector.ReadAll(folder);
        Assert.InRange(vectors.Count, atLeast, int.MaxValue);
        foreach (TestVector vector in vectors)
        {
            float[] got = new float[vector.Input.Length / network.InputLength * network.OutputLength];
            network.Forward(vector.Input, got);
            vector.Check(got);
        }
    }

    private static int CountRight(INetwork network, int count, Func<int, int> label, Action<int, float[]> read)
    {
        float[] image = new float[network.InputLength];
        float[] scores = new float[network.OutputLength];
        int right = 0;
        for (int i = 0; i < count; i++)
        {
            read(i, image);
            network.Forward(image, scores);
            right += Array.IndexOf(scores, scores.Max()) == label(i) ? 1 : 0;
        }

        return right;
    }
}
