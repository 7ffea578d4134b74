namespace ConvGen.Benchmarks.Measuring;

/// <summary>A network of this library on the same examples at every run.</summary>
internal sealed class ForwardPass
{
    private readonly INetwork _network;

    /// <summary>Prepares an example.</summary>
    public ForwardPass(INetwork network)
        : this(network, RandomNumbers.Inputs(network.InputLength))
    {
    }

    /// <summary>Takes examples.</summary>
    public ForwardPass(INetwork network, float[] input)
    {
        _network = network;
        Input = input;
        Output = new float[input.Length / network.InputLength * network.OutputLength];
        Contender = new ActionContender(Run);
    }

    /// <summary>The multiply-accumulates of one run.</summary>
    public long Macs => _network.Info.Macs * (Input.Length / _network.InputLength);

    /// <summary>The examples.</summary>
    public float[] Input { get; }

    /// <summary>The result of the last run.</summary>
    public float[] Output { get; }

    /// <summary>Measures <see cref="Run"/>.</summary>
    public ActionContender Contender { get; }

    /// <summary>Runs the network.</summary>
    public void Run() => _network.Forward(Input, Output);
}
