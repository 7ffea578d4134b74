using ConvGen.Conformance.Cases;
using ConvGen.Conformance.Models;
using ConvGen.Conformance.Running;

namespace ConvGen.Conformance.Planning;

/// <summary>Decides how a case is checked.</summary>
internal static class CheckPlanner
{
    /// <summary>The check of a case.</summary>
    /// <exception cref="SkippedCaseException">The layers cannot express it.</exception>
    public static Check Plan(Case source) => source switch
    {
        ForwardCase forward => PlanForward(forward),
        BackwardCase backward => PlanBackward(backward),
        OptimizerCase optimizer => new OptimizerCheck(optimizer, OptimizerFactory.Create(optimizer.Optimizer)),
        TrainingCase training => PlanTraining(training),
        _ => throw new ArgumentException($"No check for {source.GetType().Name}.", nameof(source)),
    };

    private static Check PlanForward(ForwardCase source)
    {
        if (LossNode.OfOnnxCase(source) is { } loss)
        {
            return new LossCheck(
                source.Name, loss, Find(source.Inputs, loss.Scores), Find(source.Inputs, loss.Targets), source.Outputs[0], Bound.Of(source))
            {
                LogProbabilities = source.Outputs.ElementAtOrDefault(1),
            };
        }

        if (OptimizerNode.Of(source) is { } optimizer)
            return new OptimizerNodeCheck(source, optimizer);

        return new ForwardCheck(source.Name, CaseImport.Import(source), source.Outputs, Bound.Of(source));
    }

    private static Check PlanBackward(BackwardCase source)
    {
        LossNode? loss = LossNode.OfGradientCase(source.Nodes[^1]);
        Node[] layers = loss is null ? source.Nodes : source.Nodes[..^1];
        if (loss is not null && layers.Length == 0)
        {
            return new LossCheck(
                source.Name, loss, Find(source.Inputs, loss.Scores), Find(source.Inputs, loss.Targets), source.Outputs[0], Bound.OfGradients())
            {
                Upstream = source.Upstream[0],
                Gradient = source.InputGradients[0],
            };
        }

        CaseNetwork network = CaseImport.Import(
            source.Name,
            layers,
            source.Inputs,
            [.. source.Parameters, .. source.Buffers],
            loss?.Scores ?? layers[^1].Outputs[0],
            inputGradient: true);
        return new BackwardCheck(source, network, loss, loss is null ? null : Find(source.Inputs, loss.Targets));
    }

    private static TrainingCheck PlanTraining(TrainingCase source)
    {
        LossNode loss = LossNode.OfGradientCase(source.Nodes[^1]) ?? throw new SkippedCaseException($"{source.Nodes[^1].Op} as loss");
        _ = OptimizerFactory.Create(source.Optimizer);
        CaseNetwork network = CaseImport.Import(
            source.Name, source.Nodes[..^1], source.Steps[0].Inputs, source.Parameters, loss.Scores, inputGradient: false);
        return new TrainingCheck(source, network, loss);
    }

    private static Tensor Find(Tensor[] tensors, string name) => tensors.First(tensor => tensor.Name == name);
}
