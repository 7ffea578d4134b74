using ConvGen.Benchmarks.Measuring;

namespace ConvGen.Benchmarks.Networks;

/// <summary>The networks that the benchmarks run.</summary>
internal static class Catalogue
{
    /// <summary>The classes for a forward pass, largest first.</summary>
    public static BenchmarkedNetwork<INetwork>[] Forward { get; } =
    [
        new(nameof(Vgg16), "VGG-16", options => new Vgg16(options)),
        new(nameof(ResNet18), "ResNet-18", options => new ResNet18(options)) { Load = ResNet18.Load },
        new(nameof(ResNet50), "ResNet-50", options => new ResNet50(options)) { Load = ResNet50.Load },
        new(nameof(SqueezeNet), "SqueezeNet 1.1", options => new SqueezeNet(options)),
        new(nameof(MobileNetV1), "MobileNetV1", options => new MobileNetV1(options)),
        new(nameof(UNet), "U-Net 16–128", options => new UNet(options)),
        new(nameof(MobileNetV2), "MobileNetV2", options => new MobileNetV2(options)),
        new(nameof(AlexNet), "AlexNet 227", options => new AlexNet(options)),
        new(nameof(AlexNetBFloat16), "AlexNet 227, bfloat16", options => new AlexNetBFloat16(options)) { Tolerance = Agreement.OfBFloat16 },
        new(nameof(CifarNet), "CIFAR net", options => new CifarNet(options)),
        new(nameof(ResNet20), "ResNet-20", options => new ResNet20(options)),
        new(nameof(LeNet5), "LeNet-5", options => new LeNet5(options)),
        new(nameof(BallDetector), "ball detector", options => new BallDetector(options)),
        new(nameof(StreamingConv1d), "Conv1d 8→8", options => new StreamingConv1d(options)),
    ];

    /// <summary>The classes for training steps; their keys are those of their forms without training.</summary>
    public static BenchmarkedNetwork<ITrainableNetwork>[] Training { get; } =
    [
        new(nameof(LeNet5), "LeNet-5", options => new TrainedLeNet5(options)),
        new(nameof(CifarNet), "CIFAR net, batch norm", options => new TrainedCifarNet(options)),
    ];

    /// <summary>Those whose first answer is measured.</summary>
    public static BenchmarkedNetwork<INetwork>[] Starting { get; } = [.. Forward.Where(network => network.Load is not null)];

    /// <summary>The names that the command line takes.</summary>
    public static IEnumerable<string> Keys => Forward.Select(network => network.Key.ToLowerInvariant());

    /// <summary>The networks of a list that were asked for; all of them when none was.</summary>
    public static IEnumerable<BenchmarkedNetwork<TNetwork>> Choose<TNetwork>(
        this BenchmarkedNetwork<TNetwork>[] networks, IReadOnlyCollection<string> keys)
        where TNetwork : INetwork =>
        networks.Where(network => keys.Count == 0 || keys.Contains(network.Key, StringComparer.OrdinalIgnoreCase));
}
