namespace ConvGen.Runtime.Tests.Serving;

/// <summary>A network whose contexts do what a test wants, and count.</summary>
internal sealed class PoolNetwork : INetwork
{
    private readonly WeightStore _weights = Store.Create();
    private int _made;
    private int _running;
    private int _most;

    /// <summary>What a call does between entering and leaving its context.</summary>
    public Action<float> Body { get; set; } = _ => { };

    /// <summary>What happens before a context is made.</summary>
    public Action BeforeMaking { get; set; } = () => { };

    /// <summary>How many contexts have been made.</summary>
    public int Made => Volatile.Read(ref _made);

    /// <summary>The most calls that ran at the same time.</summary>
    public int Most => Volatile.Read(ref _most);

    public bool IsDisposed => _weights.IsDisposed;

    public NetworkInfo Info { get; } = new("Pooled", [new LayerInfo("input", "Input", "", [1], 0, 0, [], "")], 0, 1, workspaceBytes: 0, packedBytes: 0);

    public ParameterCollection Parameters => _weights.Parameters;

    public int InputLength => 1;

    public int OutputLength => 1;

    public NetworkProfile? Profile { get; set; }

    public void Forward(ReadOnlySpan<float> input, Span<float> output) => throw new NotSupportedException("The pool's contexts run it.");

    public InferenceContext CreateContext()
    {
        BeforeMaking();
        Interlocked.Increment(ref _made);
        return new Context(this);
    }

    public void Save(string path) => throw new NotSupportedException("It has nothing to save.");

    public void Save(Stream stream) => throw new NotSupportedException("It has nothing to save.");

    public void Dispose() => _weights.Dispose();

    /// <summary>Turns x into 2·x + 1.</summary>
    private sealed class Context(PoolNetwork network) : InferenceContext(network._weights, arenaLength: 16)
    {
        public override void Forward(ReadOnlySpan<float> input, Span<float> output)
        {
            Enter();
            int running = Interlocked.Increment(ref network._running);
            try
            {
                for (int most = network.Most; running > most && Interlocked.CompareExchange(ref network._most, running, most) != most; most = network.Most)
                {
                }

                network.Body(input[0]);
                output[0] = 2 * input[0] + 1;
            }
            finally
            {
                Interlocked.Decrement(ref network._running);
                Exit();
            }
        }

        protected internal override void Execute(int step, int begin, int end, int worker) => throw new NotSupportedException("It has no steps.");
    }
}
