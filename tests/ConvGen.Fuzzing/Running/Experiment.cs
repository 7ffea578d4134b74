using ConvGen.Fuzzing.Definitions;
using ConvGen.Fuzzing.Evaluation;
using ConvGen.Fuzzing.Graphs;
using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Fuzzing.Running;

/// <summary>Numbers drawn for a network at one size, and what the definitions make of them.</summary>
internal sealed class Experiment
{
    private readonly PlacedGraph _placed;
    private readonly Tensor[] _seen;
    private readonly int _seed;

    /// <summary>Draws numbers.</summary>
    /// <param name="placed">The network.</param>
    /// <param name="tensors">Its tensors.</param>
    /// <param name="examples">How many examples.</param>
    /// <param name="seed">Where the random numbers start.</param>
    public Experiment(PlacedGraph placed, IReadOnlyDictionary<string, Tensor> tensors, int examples, int seed)
    {
        _placed = placed;
        _seed = seed;
        Random random = new(seed);
        Tensors = tensors;
        Examples = examples;
        Views = [.. placed.Graph.Inputs.Select(node => new InputView((InputAttribute)placed.Graph.Nodes[node].Attribute, placed.Shapes[node]))];
        Passed = [.. Views.Select(view => view.Draw(random, examples))];
        _seen = [.. Views.Zip(Passed, (view, passed) => view.Seen(passed))];
        Upstream = [.. placed.Graph.Outputs.Select(output =>
            new Tensor([examples, .. placed.Shapes[output.Node]]).Select(_ => random.NextSingle() * 2 - 1))];
    }

    public int Examples { get; }

    public InputView[] Views { get; }

    /// <summary>The examples of each input, as floats in the order in which they are passed.</summary>
    public float[][] Passed { get; }

    /// <summary>The gradient of a loss by each output.</summary>
    public Tensor[] Upstream { get; }

    public IReadOnlyDictionary<string, Tensor> Tensors { get; }

    /// <summary>The same numbers with other tensors.</summary>
    public Experiment With(IReadOnlyDictionary<string, Tensor> tensors) => new(_placed, tensors, Examples, _seed);

    /// <summary>Tensors from a seed, of such sizes that results stay near 1; all are exact in single precision.</summary>
    public static Dictionary<string, Tensor> DrawTensors(PlacedGraph placed, int seed)
    {
        Random random = new(seed);
        return placed.Tensors.ToDictionary(tensor => tensor.Name, tensor =>
        {
            (double from, double to) = tensor.Slot.Role switch
            {
                TensorRole.Weight => (-Math.Sqrt(3.0 / tensor.Slot.Terms), Math.Sqrt(3.0 / tensor.Slot.Terms)),
                TensorRole.Scale => (0.5, 1.5),
                TensorRole.Variance => (0.5, 2),
                TensorRole.Codeword => (-1, 1),
                _ => (-0.5, 0.5),
            };
            return new Tensor(tensor.Slot.Shape).Select(_ => (float)(from + (to - from) * random.NextDouble()));
        });
    }

    /// <summary>An evaluation by the definitions, or of what rounding may make of them.</summary>
    /// <param name="isTraining">Whether batch normalisation uses the statistics of the minibatch.</param>
    /// <param name="noise">The number of a sample of rounding; null for the definitions.</param>
    /// <param name="exact">Whether nothing rounds more than by its definition.</param>
    public GraphEvaluation Evaluate(bool isTraining, int? noise = null, bool exact = true) =>
        new(_placed, _seen, Tensors, isTraining, noise is { } sample ? new Noise(_seed + sample, exact) : null);
}
