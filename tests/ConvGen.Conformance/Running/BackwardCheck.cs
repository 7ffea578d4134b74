using ConvGen.Conformance.Cases;
using ConvGen.Conformance.Models;
using ConvGen.Conformance.Planning;

namespace ConvGen.Conformance.Running;

/// <summary>Forward in training mode and backward: output or loss, every gradient, running statistics.</summary>
internal sealed class BackwardCheck(BackwardCase source, CaseNetwork network, LossNode? loss, Tensor? targets)
    : NetworkCheck(source.Name, network, Bound.OfGradients())
{
    protected override IReadOnlyList<Result> Compute(INetwork compiled)
    {
        using TrainingContext training = ((ITrainableNetwork)compiled).CreateTrainingContext(Network.Examples);
        training.Forward(Network.Joined());

        Tensor expected = source.Outputs[0];
        List<Result> results = [];
        if (loss is null)
        {
            results.Add(new(expected.Name, expected, training.Output.ToArray()));
            training.Backward(source.Upstream[0].Floats);
        }
        else
        {
            int channels = Network.Imported.Outputs[0].Shape[1];
            LossEvaluation evaluation = LossEvaluation.Of(
                loss, training.Output, targets!, Network.Examples, channels, source.Upstream[0].Floats);
            results.Add(new(expected.Name, expected, evaluation.Losses));
            training.Backward(evaluation.Gradient);
        }

        foreach (Tensor tensor in source.InputGradients)
            results.Add(new($"gradient of {tensor.Name}", tensor, training.InputGradient[Network.Part(tensor.Name)].ToArray()));
        foreach (Tensor tensor in source.ParameterGradients)
            results.Add(new($"gradient of {tensor.Name}", tensor, training.Gradients[Network.Parameter(tensor.Name)].Values.ToArray()));
        foreach (Tensor tensor in source.BuffersAfter)
            results.Add(new($"{tensor.Name} after", tensor, compiled.Parameters[Network.Parameter(tensor.Name)].Values.ToArray()));
        return results;
    }
}
