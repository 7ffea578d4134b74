using System.Globalization;
using ConvGen;
using ConvGen.Benchmarks;
using ConvGen.Benchmarks.Networks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string[] all = ["kernels", "networks", "training", "generator"];
string[] chosen = args.Length == 0 ? all : args;
if (chosen.Except(all).Any())
{
    Console.Error.WriteLine($"usage: benchmarks [{string.Join("] [", all)}]");
    return 1;
}

if (chosen.Contains("generator"))
{
    // First, while nothing of the generator has been compiled.
    Console.WriteLine("generator, ResNet-20 for CIFAR-10");
    GeneratorBenchmark.Run();
}

if (chosen.Contains("kernels"))
{
    double peak512 = Peak.Avx512(), peak256 = Peak.Avx2();
    Console.WriteLine($"peak of one core: {peak512:F0} GFLOP/s with 512-bit vectors, {peak256:F0} with 256-bit vectors");

    // Eight layers more or less: what the border of the network costs falls out.
    (string Name, Func<NetworkOptions, INetwork> One, Func<NetworkOptions, INetwork> Nine)[] kernels =
    [
        ("3×3, 64→64 on 56×56", o => new Conv3x3Of64At56Times1(o), o => new Conv3x3Of64At56Times9(o)),
        ("3×3, 128→128 on 28×28", o => new Conv3x3Of128At28Times1(o), o => new Conv3x3Of128At28Times9(o)),
        ("3×3, 256→256 on 14×14", o => new Conv3x3Of256At14Times1(o), o => new Conv3x3Of256At14Times9(o)),
        ("1×1, 256→256 on 28×28", o => new Conv1x1Of256At28Times1(o), o => new Conv1x1Of256At28Times9(o)),
    ];
    foreach ((string name, Func<NetworkOptions, INetwork> createOne, Func<NetworkOptions, INetwork> createNine) in kernels)
    {
        foreach ((int bits, double peak) in new[] { (512, peak512), (256, peak256) })
        {
            var options = new NetworkOptions { Threads = 1, MaxVectorBits = bits };
            using INetwork one = createOne(options), nine = createNine(options);
            double seconds = (NetworkBenchmark.Forward(nine).Minimum - NetworkBenchmark.Forward(one).Minimum) / 8;
            double flops = 2.0 * one.Description.Macs / seconds / 1e9;
            Console.WriteLine($"  {name}, {bits} bits: {seconds * 1e6:F1} µs, {flops:F0} GFLOP/s, {100 * flops / peak:F1} % of peak");
        }
    }
}

if (chosen.Contains("networks"))
{
    foreach (int bits in new[] { 512, 256, 128 })
    {
        foreach (int threads in new[] { 1, 2 })
        {
            var options = new NetworkOptions { Threads = threads, MaxVectorBits = bits };
            using var lenet = new LeNet5(options);
            using var resnet = new ResNet20(options);
            Times small = NetworkBenchmark.Forward(lenet), large = NetworkBenchmark.Forward(resnet);
            Console.WriteLine($"  {bits} bits, {threads} thread(s): LeNet-5 {small.Minimum * 1e6:F2} µs (median {small.Median * 1e6:F2}), ResNet-20 {large.Minimum * 1e6:F0} µs (median {large.Median * 1e6:F0})");
        }
    }
}

if (chosen.Contains("training"))
{
    const int batch = 64;
    foreach (int threads in new[] { 1, 2 })
    {
        using var network = new TrainedLeNet5(new NetworkOptions { Threads = threads });
        using var session = new TrainingSession<TrainedLeNet5>(network, new Sgd(0.01f), Loss.CrossEntropy, batch);
        float[] inputs = NetworkBenchmark.Random(batch * TrainedLeNet5.InputLength);
        float[] labels = [.. Enumerable.Range(0, batch).Select(i => (float)(i % TrainedLeNet5.OutputLength))];
        Times times = NetworkBenchmark.Measure(() => session.Step(inputs, labels));
        Console.WriteLine($"  LeNet-5 training step, batch {batch}, SGD, {threads} thread(s): {times.Minimum * 1e3:F3} ms (median {times.Median * 1e3:F3})");
    }
}

return 0;
