using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers.Reshaping;

/// <summary>The first channel of each group, then the second of each group, and so on.</summary>
/// <param name="Groups">Groups of channels that follow each other in the input.</param>
public sealed record ChannelShuffleLayer(int Groups) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "ChannelShuffle";

    /// <inheritdoc/>
    public override string NamePrefix => "channelshuffle";

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems) => CheckPositive(name, "groups", Groups, problems);

    /// <inheritdoc/>
    public override Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems) =>
        CheckGroups(name, Groups, "groups", problems, ("channels", inputs[0].Channels))
            ? new(inputs[0]) { Settings = $"{NumberText.Plain(Groups)} groups" }
            : null;
}
