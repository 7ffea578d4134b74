using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers.Normalisation;

/// <summary>
/// Global response normalisation: x·(weight·n + 1) + bias with n = ‖x‖/(mean of ‖x‖ over channels + ε) of the norms of all maps.
/// </summary>
/// <param name="Epsilon">Added to the mean, positive.</param>
public sealed record GlobalResponseNormLayer(double Epsilon) : Layer
{
    /// <summary>The default of <see cref="Epsilon"/>, which is ConvNeXt's.</summary>
    public const double DefaultEpsilon = 1e-6;

    /// <inheritdoc/>
    public override string Kind => "GlobalResponseNorm";

    /// <inheritdoc/>
    public override string NamePrefix => "grn";

    /// <inheritdoc/>
    public override bool PassesToRectifier => true;

    /// <inheritdoc/>
    internal override ChannelUse ChannelUse => ChannelUse.Keeps;

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems) => CheckEpsilon(name, Epsilon, problems);

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        FeatureShape input = inputs[0];
        if (input.Rank == 0)
        {
            problems.Add(Problem.Of(ProblemIds.RankMismatch, [Title(name), input.ToString()]));
            return null;
        }

        ParameterTensor Numbers(string suffix, TensorRole role) => new($"{name}.{suffix}", new(input.Channels), role, 1, 1) { Start = 0 };
        return new(input) { Parameters = new(Numbers("weight", TensorRole.Scale), Numbers("bias", TensorRole.Shift)) };
    }

    internal override bool ReadsEverything(FeatureShape input) => true;
}
