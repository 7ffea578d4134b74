using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Fuzzing.Running;

/// <summary>The loss of one output, weighted, with drawn targets: cross-entropy over logits, or the mean squared error.</summary>
internal sealed class Objective
{
    private readonly double[] _targets;
    private readonly int _examples;

    /// <param name="isClasses">Whether the output is judged by classes.</param>
    /// <param name="examples">How many examples there are.</param>
    /// <param name="shape">The shape of the output.</param>
    /// <param name="random">Where targets and weight come from.</param>
    public Objective(bool isClasses, int examples, int[] shape, Random random)
    {
        IsClasses = isClasses;
        Weight = random.NextSingle() + 0.5f;
        _examples = examples;
        int count = (isClasses ? shape[1..] : shape).Aggregate(examples, (product, extent) => product * extent);
        _targets = [.. Enumerable.Range(0, count).Select(_ => isClasses ? random.Next(shape[0]) : (double)(random.NextSingle() * 2 - 1))];
    }

    public bool IsClasses { get; }

    public float Weight { get; }

    /// <summary>The targets of one example.</summary>
    public IEnumerable<float> TargetsOf(int example) =>
        _targets.Skip(example * (_targets.Length / _examples)).Take(_targets.Length / _examples).Select(target => (float)target);

    /// <summary>The weighted loss and its gradient.</summary>
    public (double Loss, Tensor Gradient) Evaluate(Tensor output)
    {
        (double loss, Tensor gradient) = IsClasses
            ? Losses.CrossEntropy(output, Array.ConvertAll(_targets, target => (int)target), smoothing: 0, Reduction.Mean)
            : Losses.MeanSquaredError(output, _targets, Reduction.Mean);
        return (loss * Weight, gradient.Select(value => value * Weight));
    }
}
