using ConvGen.Conformance.Cases;
using ConvGen.Conformance.Models;
using ConvGen.Conformance.Planning;

namespace ConvGen.Conformance.Running;

/// <summary>Steps of a training session: the loss before each, the parameters after the last.</summary>
internal sealed class TrainingCheck(TrainingCase source, CaseNetwork network, LossNode loss)
    : NetworkCheck(source.Name, network, Bound.OfGradients())
{
    protected override IReadOnlyList<Result> Compute(INetwork compiled)
    {
        using TrainingSession<ITrainableNetwork> session = new(
            (ITrainableNetwork)compiled, OptimizerFactory.Create(source.Optimizer), loss.Loss, Network.Examples);

        List<Result> results = [];
        for (int i = 0; i < source.Steps.Length; i++)
        {
            TrainingStep step = source.Steps[i];
            Tensor targets = step.Inputs.First(tensor => tensor.Name == loss.Targets);
            float got = session.Step(Network.Joined(step.Inputs), [.. targets.Integers.Select(label => (float)label)]);
            results.Add(new($"{step.Loss[0].Name} of step {i + 1}", step.Loss[0], [got]));
        }

        foreach (Tensor tensor in source.ParametersAfter)
            results.Add(new($"{tensor.Name} after", tensor, compiled.Parameters[Network.Parameter(tensor.Name)].Values.ToArray()));
        return results;
    }
}
