using ConvGen.Conformance.Running;
using ConvGen.Engine;
using ConvGen.Numerics.Tests.Declarations;
using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Numerics.Tests.Checks;

/// <summary>
/// Runs a compiled network on every vector target and compares with the reference: inference, training forward and backward, running
/// statistics, and inference afterwards. Every pass follows one over NaN, so whatever memory is read before it is written shows.
/// </summary>
internal sealed class CaseCheck
{
    private readonly Experiment _experiment;
    private readonly INetwork _network;
    private readonly double _forwardShare;
    private readonly double _gradientShare;
    private readonly List<string> _failures = [];

    private CaseCheck(Experiment experiment, Accuracy accuracy, INetwork network)
    {
        (_forwardShare, _gradientShare) = accuracy == Accuracy.Fast
            ? (Closeness.FastForward, Closeness.FastGradient)
            : (Closeness.Forward, Closeness.Gradient);
        _experiment = experiment;
        _network = network;
    }

    /// <summary>Everything that is wrong, on any target.</summary>
    public static IReadOnlyList<string> Run(DeclaredNetwork network, int examples, Accuracy accuracy, Func<NetworkOptions, INetwork> create)
    {
        Experiment experiment = Experiment.Draw(network, examples);
        List<string> failures = [];
        if (network.IsTrainable && experiment.DescribeSlope() is { } slope)
            failures.Add(slope);
        foreach (VectorTarget target in VectorTargets.Available)
        {
            using INetwork compiled = create(VectorTargets.Options(target, threads: 1) with { Exact = accuracy == Accuracy.Exact });
            CaseCheck check = new(experiment, accuracy, compiled);
            check.CheckInference("inference", experiment.Inference);
            if (network.IsTrainable)
                check.CheckTraining();
            failures.AddRange(check._failures.Select(failure => $"[{VectorTargets.NameOf(target)}] {failure}"));
        }

        return failures;
    }

    private static float[] Poison(Tensor tensor) => Array.ConvertAll(tensor.Values, _ => float.NaN);

    private void CheckInference(string what, Tensor want)
    {
        float[] output = new float[want.Values.Length];
        _network.Forward(Poison(_experiment.Input), output);
        SetParameters();
        _network.Forward(_experiment.Input.ToFloats(), output);
        Report(Closeness.Describe(what, want, output, _forwardShare));
    }

    private void CheckTraining()
    {
        int examples = _experiment.Input.Examples;
        using TrainingContext training = ((ITrainableNetwork)_network).CreateTrainingContext(examples + 1, seed: 1);
        training.Forward(Poison(_experiment.Input));
        training.Backward(Poison(_experiment.Upstream));
        CheckPass(training, "training", beforeLast: false, _experiment.Training.Output, _experiment.Upstream, _experiment.Gradients);
        CheckStatistics();
        CheckInferenceAfter();

        // Another number of examples moves every value in the arena.
        SetParameters();
        training.Forward(Poison(_experiment.Input.Slice(0, 1)));
        CheckPass(training, "training again", beforeLast: false, _experiment.Training.Output, _experiment.Upstream, _experiment.Gradients);
        if (_experiment.Network.EndsInSoftmax)
        {
            Tensor upstream = new Draws(1).Uniform(-1, 1, _experiment.Upstream.Shape);
            Dictionary<string, Tensor> gradients = _experiment.Training.Backward(upstream, beforeLast: true);
            CheckPass(training, "logits", beforeLast: true, _experiment.Training.BeforeLast, upstream, gradients);
        }
    }

    private void CheckPass(
        TrainingContext training, string what, bool beforeLast, Tensor output, Tensor upstream, Dictionary<string, Tensor> gradients)
    {
        SetParameters();
        training.Forward(_experiment.Input.ToFloats(), logits: beforeLast);
        Report(Closeness.Describe($"{what}: output", output, training.Output, _forwardShare));
        training.Backward(upstream.ToFloats());
        // What batch normalisation takes out again, such as a bias before it, has a gradient of terms that cancel.
        double largest = gradients.Values.Max(tensor => tensor.Values.Max(Math.Abs));
        foreach ((string name, Tensor want) in gradients)
        {
            if (name == DeclaredNetwork.Input && !_experiment.Network.HasInputGradient)
                continue;
            ReadOnlySpan<float> got = name == DeclaredNetwork.Input ? training.InputGradient : training.Gradients[name].Values;
            Report(Closeness.Describe($"{what}: gradient of {name}", want, got, _gradientShare, terms: largest));
        }
    }

    private void CheckStatistics()
    {
        foreach (DeclaredParameter parameter in _experiment.Network.Parameters)
        {
            Tensor want = _experiment.ParametersAfter[parameter.Name];
            ReadOnlySpan<float> got = _network.Parameters[parameter.Name].Values;
            if (_experiment.Training.Moved.ContainsKey(parameter.Name))
                Report(Closeness.Describe($"{parameter.Name} after", want, got, _forwardShare));
            else if (!got.SequenceEqual(want.ToFloats()))
                Report($"{parameter.Name} has changed");
        }
    }

    private void CheckInferenceAfter()
    {
        Tensor want = _experiment.Network.Evaluate(_experiment.Input, _experiment.ParametersAfter, isTraining: false).Output;
        float[] output = new float[want.Values.Length];
        _network.Forward(_experiment.Input.ToFloats(), output);
        Report(Closeness.Describe("inference after training", want, output, _forwardShare));
    }

    private void SetParameters()
    {
        foreach ((string name, Tensor values) in _experiment.Parameters)
            _network.Parameters[name].Set(values.ToFloats());
    }

    private void Report(string? failure)
    {
        if (failure is not null)
            _failures.Add(failure);
    }
}
