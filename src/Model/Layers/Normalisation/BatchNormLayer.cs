using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers.Normalisation;

/// <summary>Normalises each channel: by the minibatch's statistics in training, by running ones at inference.</summary>
/// <param name="Momentum">The weight of a minibatch in the running statistics, in [0, 1].</param>
/// <param name="Epsilon">Added to the variance, positive.</param>
/// <param name="Frozen">Whether training uses the running statistics too, without updating them.</param>
public sealed record BatchNormLayer(double Momentum, double Epsilon, bool Frozen) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "BatchNorm";

    /// <inheritdoc/>
    public override bool PassesToRectifier => true;

    /// <inheritdoc/>
    public override string NamePrefix => "bn";

    /// <inheritdoc/>
    internal override ChannelUse ChannelUse => ChannelUse.Keeps;

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems)
    {
        CheckEpsilon(name, Epsilon, problems);
        if (!(Momentum >= 0 && Momentum <= 1))
        {
            problems.Add(Problem.Of(ProblemIds.Momentum, [Title(name), NumberText.Plain(Momentum)], "Momentum") with
            {
                Fixes = new(Fix.Remove("Momentum")),
            });
        }
    }

    /// <inheritdoc/>
    public override Inference Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        FeatureShape input = inputs[0];
        ParameterTensor Tensor(string suffix, TensorRole role) => new($"{name}.{suffix}", new(input.Channels), role, 1, 1);
        return new(input)
        {
            Parameters = new(
                Tensor("weight", TensorRole.Scale),
                Tensor("bias", TensorRole.Shift),
                Tensor("running_mean", TensorRole.RunningMean),
                Tensor("running_var", TensorRole.RunningVariance)),
            Settings = Frozen ? "frozen" : string.Empty,
        };
    }
}
