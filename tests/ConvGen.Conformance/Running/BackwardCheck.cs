using ConvGen.Conformance.Cases;
using ConvGen.Conformance.Declarations;

namespace ConvGen.Conformance.Running;

/// <summary>Forward in training mode and backward: output or loss, every gradient, running statistics.</summary>
internal sealed class BackwardCheck(BackwardCase source, NetworkDeclaration declaration, LossNode? loss, Tensor? targets)
    : NetworkCheck(source.Name, declaration, Bound.OfGradients())
{
    protected override IReadOnlyList<Result> Compute(INetwork network)
    {
        using TrainingContext training = ((ITrainableNetwork)network).CreateTrainingContext(Declaration.Examples);
        training.Forward(Declaration.Joined());

        Tensor expected = source.Outputs[0];
        List<Result> results = [];
        if (loss is null)
        {
            results.Add(new(expected.Name, expected, training.Output.ToArray()));
            training.Backward(source.Upstream[0].Floats);
        }
        else
        {
            int channels = network.Info.Outputs[0].Shape[0];
            LossEvaluation evaluation = LossEvaluation.Of(
                loss, training.Output, targets!, Declaration.Examples, channels, source.Upstream[0].Floats);
            results.Add(new(expected.Name, expected, evaluation.Losses));
            training.Backward(evaluation.Gradient);
        }

        foreach (Tensor tensor in source.InputGradients)
            results.Add(new($"gradient of {tensor.Name}", tensor, training.InputGradient[Declaration.Part(tensor.Name)].ToArray()));
        foreach (Tensor tensor in source.ParameterGradients)
            results.Add(new($"gradient of {tensor.Name}", tensor, training.Gradients[tensor.Name].Values.ToArray()));
        foreach (Tensor tensor in source.BuffersAfter)
            results.Add(new($"{tensor.Name} after", tensor, network.Parameters[tensor.Name].Values.ToArray()));
        return results;
    }
}
