using ConvGen.Numerics.Tests.Declarations;
using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Numerics.Tests.Checks;

/// <summary>Numbers drawn for a network, and what the reference makes of them.</summary>
internal sealed class Experiment
{
    // Single precision errs by some 1e-6; a rectifier this far from zero decides as the reference does.
    private const double MinMargin = 5e-6;
    private const int MaxDraws = 200;

    private Experiment(DeclaredNetwork network, Draws draws, int examples)
    {
        Network = network;
        Input = draws.Uniform(-1, 1, [examples, .. network.InputShape]);
        Parameters = draws.Parameters(network);
        Upstream = draws.Uniform(-1, 1, [examples, .. network.Last.Shape]);
        Inference = network.Evaluate(Input, Parameters, isTraining: false).Output;
        Training = network.Evaluate(Input, Parameters, isTraining: true);
        Gradients = Training.Backward(Upstream);
        Direction = [.. Trained.Select(tensor => draws.Uniform(-1, 1, tensor.Shape))];
    }

    public DeclaredNetwork Network { get; }

    public Tensor Input { get; }

    public Dictionary<string, Tensor> Parameters { get; }

    /// <summary>The gradient of a loss by the output.</summary>
    public Tensor Upstream { get; }

    public Tensor Inference { get; }

    public Evaluation Training { get; }

    /// <summary>Gradients by trained parameters and by "input".</summary>
    public Dictionary<string, Tensor> Gradients { get; }

    /// <summary>The parameters with the running statistics that the training pass leaves.</summary>
    public Dictionary<string, Tensor> ParametersAfter => Parameters.ToDictionary(
        entry => entry.Key,
        entry => Training.Moved.TryGetValue(entry.Key, out double[]? moved) ? Tensor.Of(entry.Value.Shape, moved) : entry.Value);

    private Tensor[] Direction { get; }

    private IEnumerable<Tensor> Trained =>
        Network.Parameters.Where(parameter => parameter.IsTrained).Select(parameter => Parameters[parameter.Name]).Append(Input);

    /// <summary>Draws until no rectifier and no maximum is so undecided that rounding could turn it.</summary>
    public static Experiment Draw(DeclaredNetwork network, int examples)
    {
        for (int seed = 1; seed <= MaxDraws; seed++)
        {
            Experiment experiment = new(network, new Draws(seed), examples);
            if (!network.IsTrainable || experiment.Training.Margin > MinMargin)
                return experiment;
        }

        throw new InvalidOperationException($"None of {MaxDraws} draws keeps away from the kinks of the network.");
    }

    /// <summary>
    /// The reference's own gradients against the slope of its loss Σ upstream·output along a random direction through all parameters and
    /// the input at once. Null when they agree.
    /// </summary>
    public string? DescribeSlope()
    {
        const double Step = 1e-6;
        double norm = Math.Sqrt(Direction.Sum(tensor => tensor.Values.Sum(value => value * value)));
        double predicted = Gradients.Count == 0 ? 0 : Names().Zip(Direction, (name, d) => Dot(Gradients[name], d)).Sum() / norm;
        double measured = (LossAt(Step / norm) - LossAt(-Step / norm)) / (2 * Step);
        double gradientNorm = Math.Sqrt(Gradients.Values.Sum(tensor => Dot(tensor, tensor)));
        return Math.Abs(predicted - measured) <= 1e-5 * gradientNorm + 1e-8
            ? null
            : FormattableString.Invariant($"the reference's gradient is {predicted:R} along a direction where its loss rises by {measured:R}");
    }

    private IEnumerable<string> Names() =>
        Network.Parameters.Where(parameter => parameter.IsTrained).Select(parameter => parameter.Name).Append(DeclaredNetwork.Input);

    private double LossAt(double step)
    {
        Dictionary<string, Tensor> moved = new(Parameters) { [DeclaredNetwork.Input] = Input };
        foreach ((string name, Tensor direction) in Names().Zip(Direction))
            moved[name] = moved[name].Zip(direction, (value, d) => value + step * d);
        return Dot(Upstream, Network.Evaluate(moved[DeclaredNetwork.Input], moved, isTraining: true).Output);
    }

    private static double Dot(Tensor a, Tensor b) => a.Values.Zip(b.Values, (x, y) => x * y).Sum();
}
