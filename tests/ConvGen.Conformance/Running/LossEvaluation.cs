using ConvGen.Conformance.Cases;
using ConvGen.Conformance.Planning;

namespace ConvGen.Conformance.Running;

/// <summary>A loss and where it sends the backward pass off.</summary>
/// <param name="Losses">One loss, or one for each target.</param>
/// <param name="Gradient">The gradient by what was judged.</param>
internal sealed record LossEvaluation(float[] Losses, float[] Gradient)
{
    /// <summary>Evaluates a loss.</summary>
    /// <param name="node">The loss.</param>
    /// <param name="scores">What is judged, examples × channels × positions.</param>
    /// <param name="targets">What it is judged by.</param>
    /// <param name="examples">How many examples there are.</param>
    /// <param name="channels">The channels of each.</param>
    /// <param name="upstream">The gradient by each loss, which the reference starts from; null for 1.</param>
    public static LossEvaluation Of(LossNode node, ReadOnlySpan<float> scores, Tensor targets, int examples, int channels, float[]? upstream)
    {
        float[] wanted = targets.Floats;
        FeatureLayout layout = new(channels, scores.Length / examples / channels);
        float[] gradient = new float[scores.Length];
        if (node.PerTarget)
            return new(EvaluateEach(node.Loss, scores, wanted, layout, upstream, gradient), gradient);

        float loss = node.Loss.Evaluate(scores, wanted, examples, layout, gradient);
        foreach (ref float value in gradient.AsSpan())
            value *= upstream?[0] ?? 1;
        return new([loss], gradient);
    }

    /// <summary>Evaluates each target as if there were no other: a class against the channels of its position, a value against its own.</summary>
    private static float[] EvaluateEach(
        Loss loss, ReadOnlySpan<float> scores, float[] wanted, FeatureLayout layout, float[]? upstream, float[] gradient)
    {
        FeatureLayout alone = new(loss.TakesClasses ? layout.Channels : 1, 1);
        int apart = loss.TakesClasses ? layout.Positions : 1;
        float[] judged = new float[alone.Length], slope = new float[alone.Length], losses = new float[wanted.Length];
        for (int i = 0; i < wanted.Length; i++)
        {
            int first = i / apart * apart * alone.Length + i % apart;
            for (int c = 0; c < judged.Length; c++)
                judged[c] = scores[first + c * apart];
            losses[i] = loss.Evaluate(judged, wanted.AsSpan(i, 1), 1, alone, slope);
            for (int c = 0; c < judged.Length; c++)
                gradient[first + c * apart] = slope[c] * (upstream?[i] ?? 1);
        }

        return losses;
    }
}
