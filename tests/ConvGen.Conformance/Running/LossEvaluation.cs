using ConvGen.Conformance.Cases;
using ConvGen.Conformance.Declarations;

namespace ConvGen.Conformance.Running;

/// <summary>A loss and where it sends the backward pass off.</summary>
/// <param name="Losses">One loss, or one for each example.</param>
/// <param name="Gradient">The gradient by what was judged.</param>
internal sealed record LossEvaluation(float[] Losses, float[] Gradient)
{
    /// <summary>Evaluates a loss.</summary>
    /// <param name="node">The loss.</param>
    /// <param name="scores">What is judged, examples × channels × positions.</param>
    /// <param name="targets">What it is judged by.</param>
    /// <param name="examples">How many examples there are.</param>
    /// <param name="channels">The channels of each.</param>
    /// <param name="upstream">The gradient by the loss, which the reference starts from; null for 1.</param>
    public static LossEvaluation Of(LossNode node, ReadOnlySpan<float> scores, Tensor targets, int examples, int channels, float[]? upstream)
    {
        float[] wanted = targets.IsFloat ? targets.Floats : [.. targets.Integers.Select(label => (float)label)];
        float[] gradient = new float[scores.Length];
        float[] losses = new float[node.PerExample ? examples : 1];
        int groups = losses.Length, inGroup = examples / groups;
        int scoreCount = scores.Length / groups, targetCount = wanted.Length / groups;
        FeatureLayout layout = new(channels, scores.Length / examples / channels);
        for (int group = 0; group < groups; group++)
        {
            Span<float> part = gradient.AsSpan(group * scoreCount, scoreCount);
            losses[group] = node.Loss.Evaluate(
                scores.Slice(group * scoreCount, scoreCount), wanted.AsSpan(group * targetCount, targetCount), inGroup, layout, part);
            foreach (ref float value in part)
                value *= upstream?[group] ?? 1;
        }

        return new(losses, gradient);
    }
}
