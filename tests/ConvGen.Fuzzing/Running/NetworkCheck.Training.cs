using ConvGen.Fuzzing.Definitions;
using ConvGen.Fuzzing.Evaluation;
using ConvGen.Fuzzing.Graphs;
using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Fuzzing.Running;

/// <content>Training: the forward pass, all gradients, running statistics, and losses.</content>
internal sealed partial class NetworkCheck
{
    private bool IsRandom => _declared.Definitions.Any(definition => definition?.IsRandom == true);

    private void CheckGradients(bool exact, bool logits)
    {
        using INetwork network = Create(Options(exact: exact));
        PlacedGraph placed = logits ? WithLogits(network.Info) : _declared;
        Experiment experiment = new(placed, _tensors, Examples, _seed);
        Expected expected = new(sample => Train(experiment, sample, exact));
        if (!expected.IsSane)
            return;

        // The pass before is a smaller one over what is no number: whatever memory is read before it is written shows.
        using TrainingContext training = ((ITrainableNetwork)network).CreateTrainingContext(Examples + 1, seed: 1);
        float[] nothing = [.. Enumerable.Repeat(float.NaN, network.InputLength * (Examples - 1))];
        training.Forward(nothing, logits);
        training.Backward([.. Enumerable.Repeat(float.NaN, training.Output.Length)]);
        SetTensors(network);
        training.Forward(Concatenated(experiment.Passed), logits);
        float[] output = training.Output.ToArray();
        training.Backward(Concatenated([.. experiment.Upstream.Select(upstream => upstream.ToFloats())]));

        string stage = logits ? "logits" : exact ? "training, exact" : "training";
        Compare(OutputName, output);
        foreach ((string name, TensorSlot slot) in _declared.Tensors)
        {
            if (slot.IsTrained)
                Compare(GradientOf(name), training.Gradients[name].Values);
            else
                Compare(After(name), network.Parameters[name].Values);
            if (slot.IsFrozen && (training.Gradients[name].Length != 0 || network.Parameters[name].Trainable))
                Report(stage, $"{name} is trained");
        }

        if (_hasInputGradient)
            Compare(GradientOf("the input"), training.InputGradient);
        Worst = Math.Max(Worst, expected.Worst);

        void Compare(string name, ReadOnlySpan<float> got) => Report(stage, expected.Describe(name, got));
    }

    private void CheckLogits()
    {
        using INetwork network = _driver.Create(Options());
        if (HasLogits(network.Info))
            CheckGradients(exact: false, logits: true);
    }

    private Dictionary<string, Tensor> Train(Experiment experiment, int? sample, bool exact)
    {
        GraphEvaluation evaluation = experiment.Evaluate(isTraining: true, sample, exact);
        (Tensor[] byInputs, Dictionary<string, Tensor> byTensors) = evaluation.Backward(experiment.Upstream);
        Dictionary<string, Tensor> all = new() { [OutputName] = Joined(evaluation.Outputs) };
        foreach ((string name, TensorSlot slot) in _declared.Tensors)
        {
            if (slot.IsTrained)
                all[GradientOf(name)] = byTensors[name];
            else
                all[After(name)] = evaluation.Moved[name];
        }

        all[GradientOf("the input")] = Joined([.. experiment.Views.Zip(byInputs, (view, gradient) => view.ByPassed(gradient))]);
        return all;
    }

    private const string OutputName = "the output";

    private static string GradientOf(string name) => $"the gradient of {name}";

    private static string After(string name) => $"{name} after the pass";

    // In the order of the network's own memory: all examples of one output, then those of the next.
    private static Tensor Joined(Tensor[] parts)
    {
        Tensor all = new(parts.Sum(part => part.Values.Length));
        int at = 0;
        foreach (Tensor part in parts)
        {
            part.Values.CopyTo(all.Values, at);
            at += part.Values.Length;
        }

        return all;
    }

    private static float[] Concatenated(float[][] parts) => [.. parts.SelectMany(part => part)];

    /// <summary>The network whose outputs are what goes into their softmax, where it says that training can give that.</summary>
    private PlacedGraph WithLogits(NetworkInfo info) => PlacedGraph.Of(_graph with
    {
        Outputs = [.. _graph.Outputs.Select((output, i) => info.Outputs[i].HasLogits ? output with { Node = _graph.Nodes[output.Node].Reads[0] } : output)],
    });

    /// <summary>Whether the outputs whose logits training gives are softmaxes themselves, so that their logits are the values that these read.</summary>
    private bool HasLogits(NetworkInfo info)
    {
        PortInfo[] ports = [.. info.Outputs];
        return ports.Any(port => port.HasLogits)
            && ports.Zip(_graph.Outputs).All(each => !each.First.HasLogits || _graph.Nodes[each.Second.Node].Attribute is SoftmaxAttribute);
    }
}
