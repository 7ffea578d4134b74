using ConvGen.Conformance.Cases;
using ConvGen.Conformance.Declarations;

namespace ConvGen.Conformance.Running;

/// <summary>Steps of a training session: the loss before each, the parameters after the last.</summary>
internal sealed class TrainingCheck(TrainingCase source, NetworkDeclaration declaration, LossNode loss)
    : NetworkCheck(source.Name, declaration, Bound.OfGradients())
{
    protected override IReadOnlyList<Result> Compute(INetwork network)
    {
        using TrainingSession<ITrainableNetwork> session = new(
            (ITrainableNetwork)network, OptimizerFactory.Create(source.Optimizer), loss.Loss, Declaration.Examples);

        List<Result> results = [];
        for (int i = 0; i < source.Steps.Length; i++)
        {
            TrainingStep step = source.Steps[i];
            Tensor targets = step.Inputs.First(tensor => tensor.Name == loss.Targets);
            IEnumerable<float> examples = Declaration.Inputs.SelectMany(input => step.Inputs.First(tensor => tensor.Name == input.Tensor).Floats);
            float got = session.Step([.. examples], [.. targets.Integers.Select(label => (float)label)]);
            results.Add(new($"{step.Loss[0].Name} of step {i + 1}", step.Loss[0], [got]));
        }

        foreach (Tensor tensor in source.ParametersAfter)
            results.Add(new($"{tensor.Name} after", tensor, network.Parameters[tensor.Name].Values.ToArray()));
        return results;
    }
}
