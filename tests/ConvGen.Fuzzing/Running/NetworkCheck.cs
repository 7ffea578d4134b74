using ConvGen.Fuzzing.Declarations;
using ConvGen.Fuzzing.Graphs;
using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Fuzzing.Running;

/// <summary>Everything that is checked of a compiled network.</summary>
internal sealed partial class NetworkCheck
{
    private const int Examples = 3;

    private readonly Driver _driver;
    private readonly Graph _graph;
    private readonly int _seed;
    private readonly string? _stage;
    private readonly Action<string> _progress;
    private readonly List<Failure> _failures = [];
    private readonly PlacedGraph _declared;
    private readonly Dictionary<string, Tensor> _tensors;
    private readonly bool _isTrainable;
    private readonly bool _hasInputGradient;

    private NetworkCheck(Driver driver, Declaration declaration, int seed, string? stage, Action<string> progress)
    {
        _driver = driver;
        _seed = seed;
        _stage = stage;
        _progress = progress;
        _graph = GraphReader.Read(declaration);
        _declared = PlacedGraph.Of(_graph);
        _tensors = Experiment.DrawTensors(_declared, seed);
        _isTrainable = declaration.IsTrainable;
        _hasInputGradient = declaration.Layers.Any(layer => layer.Kind == "Trainable" && layer.Get("InputGradient") is true);
        Bits = BitsOf(seed);
    }

    /// <summary>The width of the vectors, of those that the processor has.</summary>
    public int Bits { get; }

    /// <summary>The largest error that passed, as a share of what is allowed.</summary>
    public double Worst { get; private set; }

    /// <summary>The width of the vectors of the networks of a seed: each in turn.</summary>
    public static int BitsOf(int seed) => (seed % 3) switch { 0 => 128, 1 => 256, _ => 512 };

    /// <summary>Checks a network.</summary>
    /// <param name="driver">The network.</param>
    /// <param name="declaration">Its declaration.</param>
    /// <param name="seed">Where the random numbers start.</param>
    /// <param name="stage">The only stage to check; null for all.</param>
    /// <param name="progress">Told what is checked before it is.</param>
    public static Outcome Run(Driver driver, Declaration declaration, int seed, string? stage, Action<string> progress)
    {
        NetworkCheck check = new(driver, declaration, seed, stage, progress);
        check.RunAll();
        return new(false, [.. check._failures], check.Worst);
    }

    private void RunAll()
    {
        foreach (bool exact in (bool[])[true, false])
            Check(exact ? "exact" : "fast", () => CheckOutputs(exact));
        Check("threads", CheckThreads);
        Check("batch", CheckBatches);
        Check("sizes", CheckSizes);
        Check("files", CheckFiles);
        Check("not a number", CheckNotANumber);
        Check("allocations", CheckAllocations);
        if (!_isTrainable || IsRandom)
            return;
        Check("training, exact", () => CheckGradients(exact: true, logits: false));
        Check("training", () => CheckGradients(exact: false, logits: false));
        Check("logits", CheckLogits);
        Check("loss", CheckSteps);
    }

    private void Check(string stage, Action check)
    {
        if (_stage is not null && _stage != stage)
            return;
        _progress(stage);
        try
        {
            check();
        }
        catch (Exception e)
        {
            Report(stage, $"{e.GetType().Name}: {e.Message} {e.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}");
        }
    }

    private void Report(string stage, string? failure)
    {
        if (failure is not null)
            _failures.Add(new(stage, failure));
    }

    private NetworkOptions Options(int threads = 1, bool exact = false) => new() { MaxVectorBits = Bits, Threads = threads, Exact = exact, Seed = 1 };

    /// <summary>Makes the network with the drawn tensors.</summary>
    private INetwork Create(NetworkOptions options)
    {
        INetwork network = _driver.Create(options);
        SetTensors(network);
        return network;
    }

    private void SetTensors(INetwork network)
    {
        (string Name, Definitions.TensorSlot Slot)[] slots = [.. _declared.Tensors];
        NetworkParameter[] parameters = [.. network.Parameters];
        if (parameters.Length != slots.Length)
        {
            throw new InvalidOperationException(
                $"It has the tensors {string.Join(", ", parameters.Select(each => each.Name))}, not {string.Join(", ", slots.Select(each => each.Name))}.");
        }

        foreach ((NetworkParameter parameter, (string name, Definitions.TensorSlot slot)) in parameters.Zip(slots))
        {
            if (parameter.Name != name || !parameter.Shape.SequenceEqual(slot.Shape))
            {
                throw new InvalidOperationException(
                    $"It has the tensor {parameter.Name} [{string.Join(", ", parameter.Shape.ToArray())}], not {name} [{string.Join(", ", slot.Shape)}].");
            }

            parameter.Set(_tensors[name].ToFloats());
        }
    }

    private PlacedGraph Place(int size) => size == Driver.DeclaredSize ? _declared : PlacedGraph.Of(_graph, _graph.Sizes[size]);

    /// <summary>Runs some examples at one size through the network's own method.</summary>
    private float[][] Forward(INetwork network, Experiment experiment, int size)
    {
        float[][] outputs = [.. Place(size).OutputLengths.Select(length => new float[length * experiment.Examples])];
        _driver.Forward(network, size, [.. experiment.Views.Zip(experiment.Passed, (view, passed) => view.Typed(passed))], outputs);
        return outputs;
    }

    private void CheckOutputs(bool exact)
    {
        using INetwork network = Create(Options(exact: exact));
        for (int size = Driver.DeclaredSize; size < _graph.Sizes.Length; size++)
        {
            Experiment experiment = new(Place(size), _tensors, Examples, _seed + size);
            Expected expected = new(sample => Named(experiment.Evaluate(isTraining: false, sample, exact).Outputs));
            if (!expected.IsSane)
                continue;
            Poison(network);
            float[][] outputs = Forward(network, experiment, size);
            string at = size == Driver.DeclaredSize ? "" : $" at {string.Join('×', _graph.Sizes[size])}";
            foreach ((string name, float[] output) in expected.Names.Zip(outputs))
                Report(exact ? "exact" : "fast", expected.Describe(name, output) is { } wrong ? wrong + at : null);
            Worst = Math.Max(Worst, expected.Worst);
        }
    }

    // Whatever is read before it is written shows.
    private void Poison(INetwork network)
    {
        float[] examples = new float[network.InputLength * Examples];
        examples.AsSpan().Fill(float.NaN);
        network.Forward(examples, new float[network.OutputLength * Examples]);
    }

    private Dictionary<string, Tensor> Named(Tensor[] outputs) =>
        _graph.Outputs.Zip(outputs).ToDictionary(each => each.First.Name, each => each.Second);
}
