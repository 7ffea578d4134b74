namespace ConvGen.Benchmarks.Measuring;

/// <summary>A network of this library on one example, always the same.</summary>
internal sealed class ForwardPass
{
    private readonly INetwork _network;

    /// <summary>Prepares the example.</summary>
    public ForwardPass(INetwork network)
    {
        _network = network;
        Input = RandomNumbers.Inputs(network.InputLength);
        Output = new float[network.OutputLength];
        Contender = new ActionContender(Run);
    }

    /// <summary>The example.</summary>
    public float[] Input { get; }

    /// <summary>The result of the last run.</summary>
    public float[] Output { get; }

    /// <summary>Measures <see cref="Run"/>.</summary>
    public ActionContender Contender { get; }

    /// <summary>Runs the network.</summary>
    public void Run() => _network.Forward(Input, Output);
}
