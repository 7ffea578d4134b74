using ConvGen.Conformance.Cases;
using ConvGen.Conformance.Running;

namespace ConvGen.Conformance.Declarations;

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

        GraphValues values = new(source.Inputs, []);
        NetworkBuilder network = new();
        GraphReader.Read(source.Nodes, OperatorFamily.AllOnnx, values, network, (_, i) => $"n{i + 1}", source.Opset);
        Tensor[] results = [.. source.Outputs.Where(output => !source.Nodes.Any(node => NormalisationOperators.IsStatistic(node, output.Name)))];
        string[] outputs = GraphReader.Outputs(values, network, source.Nodes, results.Select(output => output.Name));
        return new ForwardCheck(source.Name, network.Build(outputs), results, Bound.Of(source));
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

        NetworkDeclaration declaration = DeclareTrained(layers, loss, source.Inputs, [.. source.Parameters, .. source.Buffers], true);
        Tensor? targets = loss is null ? null : Find(source.Inputs, loss.Targets);
        return new BackwardCheck(source, declaration, loss, targets);
    }

    private static TrainingCheck PlanTraining(TrainingCase source)
    {
        LossNode loss = LossNode.OfGradientCase(source.Nodes[^1]) ?? throw new SkippedCaseException($"{source.Nodes[^1].Op} as loss");
        _ = OptimizerFactory.Create(source.Optimizer);
        NetworkDeclaration declaration = DeclareTrained(source.Nodes[..^1], loss, source.Steps[0].Inputs, source.Parameters, false);
        return new TrainingCheck(source, declaration, loss);
    }

    private static NetworkDeclaration DeclareTrained(
        Node[] layers, LossNode? loss, Tensor[] inputs, Tensor[] constants, bool inputGradient)
    {
        GraphValues values = new(inputs, constants);
        NetworkBuilder network = new();
        GraphReader.Read(layers, OperatorFamily.AllGradients, values, network, (node, _) => node.Outputs[0], 0);
        string[] outputs = GraphReader.Outputs(values, network, layers, [loss?.Scores ?? layers[^1].Outputs[0]]);
        LayerText trainable = new("Trainable");
        NetworkDeclaration declaration = network.Build(outputs, inputGradient ? trainable.Property("InputGradient", "true") : trainable);
        if (declaration.Inputs.Select(input => input.Tensor).Distinct().Count() < declaration.Inputs.Count)
            throw new SkippedCaseException("an input read with two different shapes");
        return declaration;
    }

    private static Tensor Find(Tensor[] tensors, string name) => tensors.First(tensor => tensor.Name == name);
}
