namespace ConvGen.Runtime.Tests;

/// <summary>A context whose steps are given as a delegate.</summary>
internal sealed class ProbeContext : NetworkContext
{
    private readonly Action<int, int, int> _execute;
    private readonly int _arenaLength;

    public ProbeContext(WeightStore weights, Action<int, int, int>? execute = null, int arenaLength = 4, int examplesPerPass = 4)
        : base(weights, (long)arenaLength * examplesPerPass)
    {
        _execute = execute ?? ((_, _, _) => { });
        _arenaLength = arenaLength;
    }

    public new int Examples => base.Examples;

    /// <summary>One call, with the given body between entering and leaving.</summary>
    public void Call(Action body)
    {
        Enter();
        try
        {
            body();
        }
        finally
        {
            Exit();
        }
    }

    public void RunStep(int step, int items) => Run(step, items);

    public void RunStepOnTeam(int step, int items) => RunOnTeam(step, items);

    public void Begin(int examples, int size = 0) => BeginPass(examples, _arenaLength, size);

    public static int Count(ReadOnlySpan<float> input, Span<float> output) => CountExamples(input, 784, "1×28×28", output, 10, "10");

    public static int CountBytes(ReadOnlySpan<byte> input, Span<float> output) => CountExamples(input, 12, "2×2×3", output, 2, "2");

    protected internal override void Execute(int step, int begin, int end, int worker) => _execute(step, begin, end);
}
