using ConvGen.Conformance.Cases;
using ConvGen.Conformance.Planning;

namespace ConvGen.Conformance.Running;

/// <summary>A loss on its own: its value, and its gradient where the case gives one.</summary>
internal sealed class LossCheck(string name, LossNode node, Tensor scores, Tensor targets, Tensor loss, Bound bound) : DirectCheck(name, bound)
{
    public Tensor? Upstream { get; init; }

    public Tensor? Gradient { get; init; }

    /// <summary>The logarithms of the probabilities, where the case wants them too.</summary>
    public Tensor? LogProbabilities { get; init; }

    public override IReadOnlyList<Result> Run()
    {
        LossEvaluation evaluation = LossEvaluation.Of(node, scores.Floats, targets, scores.Shape[0], scores.Shape[1], Upstream?.Floats);
        List<Result> results = [new(loss.Name, loss, evaluation.Losses)];
        if (Gradient is not null)
            results.Add(new($"gradient of {Gradient.Name}", Gradient, evaluation.Gradient));
        if (LogProbabilities is not null)
        {
            float[] logarithms = new float[scores.Floats.Length];
            CrossEntropyLoss.LogProbabilities(scores.Floats, FeatureLayout.Of(scores.Shape[1..]), logarithms);
            results.Add(new(LogProbabilities.Name, LogProbabilities, logarithms));
        }

        return results;
    }
}
