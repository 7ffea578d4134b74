using ConvGen.Benchmarks.CommandLine;
using ConvGen.Benchmarks.Measuring;
using ConvGen.Compiler;

namespace ConvGen.Benchmarks.Algorithms;

/// <summary>The times of a layer by each algorithm, measured in turn.</summary>
/// <param name="Chosen">What the layer says of the algorithm that was chosen.</param>
/// <param name="Automatic">Seconds with it.</param>
/// <param name="Others">Seconds with each of the others.</param>
internal sealed record AlgorithmTimes(
    string Chosen, double Automatic, IReadOnlyList<(ConvolutionAlgorithm Algorithm, double Seconds)> Others)
{
    /// <summary>How many times as long as the fastest takes the one that was chosen.</summary>
    public double Excess => Automatic / Others.Select(other => other.Seconds).Append(Automatic).Min();

    /// <summary>Compiles a layer with each algorithm, and measures.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="settings">How to measure.</param>
    public static AlgorithmTimes Measure(MeasuredLayer layer, int threads, Settings settings)
    {
        ConvolutionAlgorithm[] algorithms = [ConvolutionAlgorithm.Auto, .. layer.Algorithms];
        CompiledNetwork[] compiled = Array.ConvertAll(algorithms, layer.Compile);
        var options = new NetworkOptions { Threads = threads, MaxVectorBits = settings.VectorBits };
        INetwork[] networks = Array.ConvertAll(compiled, network => network.Create(options));
        try
        {
            Array.ForEach(networks, RandomNumbers.SetWeights);
            IEnumerable<IContender> contenders = networks.Select(network => new ForwardPass(network).Contender);
            Times[] times = Alternation.Measure(settings.Seconds, [.. contenders]);
            return new(
                networks[0].Info.Layers[^1].Algorithm,
                times[0].Minimum,
                [.. algorithms.Zip(times, (algorithm, time) => (algorithm, time.Minimum)).Skip(1)]);
        }
        finally
        {
            Array.ForEach(networks, network => network.Dispose());
            Array.ForEach(compiled, network => network.Dispose());
        }
    }
}
