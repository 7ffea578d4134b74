using ConvGen.Fuzzing.Definitions;
using ConvGen.Fuzzing.Evaluation;
using ConvGen.Fuzzing.Graphs;
using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Fuzzing.Running;

/// <content>Steps of a session: the loss, what a step makes of the parameters, and that the loss falls.</content>
internal sealed partial class NetworkCheck
{
    private const string LossName = "the loss";
    private const string NextLossName = "the loss after the step";

    private void CheckSteps()
    {
        using INetwork network = Create(Options());
        if (network.Info.Outputs.Any(port => port.HasLogits) && !HasLogits(network.Info))
            return;
        PlacedGraph placed = WithLogits(network.Info);
        Experiment experiment = new(placed, _tensors, Examples, _seed);
        Random random = new(_seed);
        Objective[] objectives = [.. placed.Graph.Outputs.Select((output, i) =>
            new Objective(network.Info.Outputs[i].HasLogits, Examples, placed.Shapes[output.Node], random))];

        // The largest rate of these at which the loss falls by a part of what its slope says.
        Step still = Take(experiment, objectives, rate: 0);
        double[] rates = [0.3, 0.03, 3e-3, 3e-4, 3e-5];
        double rate = (float)rates.FirstOrDefault(rate => still.Loss - Take(experiment, objectives, rate).NextLoss > rate * still.SquaredSlope / 4);
        if (rate == 0 || rate * still.SquaredSlope < 1e-4 * still.Loss)
            return;
        Expected expected = new(sample => Take(experiment, objectives, rate, sample).All);
        if (!expected.IsSane)
            return;

        OutputLoss[] losses = [.. objectives.Zip(network.Info.Outputs, (objective, port) =>
            new OutputLoss(port.Name, objective.IsClasses ? Loss.CrossEntropy : Loss.MeanSquaredError, objective.Weight))];
        using TrainingSession<ITrainableNetwork> session = new((ITrainableNetwork)network, new Sgd((float)rate), losses, Examples);

        // A session takes both as data sets have them: one example after another.
        float[] examples = [.. Enumerable.Range(0, Examples).SelectMany(example => experiment.Views.Zip(experiment.Passed).SelectMany(input =>
            input.Second.Skip(example * input.First.Length).Take(input.First.Length)))];
        float[] targets = [.. Enumerable.Range(0, Examples).SelectMany(example => objectives.SelectMany(objective => objective.TargetsOf(example)))];
        float first = session.Step(examples, targets);
        Compare(LossName, [first]);
        foreach ((string name, _) in _declared.Tensors.Where(tensor => tensor.Slot.IsTrained))
            Compare(After(name), network.Parameters[name].Values);
        float second = session.Step(examples, targets);
        Compare(NextLossName, [second]);
        if (!(second < first))
            Report("loss", FormattableString.Invariant($"the loss does not fall: {first:R}, then {second:R}"));
        Worst = Math.Max(Worst, expected.Worst);

        void Compare(string name, ReadOnlySpan<float> got) => Report("loss", expected.Describe(name, got));
    }

    private static Step Take(Experiment experiment, Objective[] objectives, double rate, int? sample = null)
    {
        GraphEvaluation before = experiment.Evaluate(isTraining: true, sample, exact: false);
        (double Loss, Tensor Gradient)[] judged = [.. objectives.Zip(before.Outputs, (objective, output) => objective.Evaluate(output))];
        Dictionary<string, Tensor> slopes = before.Backward([.. judged.Select(each => each.Gradient)]).Tensors;
        Dictionary<string, Tensor> after = new(before.Moved);
        foreach ((string name, Tensor slope) in slopes)
            after[name] = after[name].Zip(slope, (value, by) => value - rate * by);
        GraphEvaluation next = experiment.With(after).Evaluate(isTraining: true, sample, exact: false);
        return new(
            judged.Sum(each => each.Loss),
            objectives.Zip(next.Outputs, (objective, output) => objective.Evaluate(output).Loss).Sum(),
            slopes.Values.Sum(slope => slope.Values.Sum(value => value * value)),
            after);
    }

    private sealed record Step(double Loss, double NextLoss, double SquaredSlope, Dictionary<string, Tensor> Tensors)
    {
        public Dictionary<string, Tensor> All => new(Tensors.Select(tensor => KeyValuePair.Create(After(tensor.Key), tensor.Value)))
        {
            [LossName] = Tensor.Of([1], [Loss]),
            [NextLossName] = Tensor.Of([1], [NextLoss]),
        };
    }
}
